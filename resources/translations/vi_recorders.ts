<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>Recorders</name>
    <message>
        <source>Add a recorder</source>
        <translation>Thêm đầu ghi</translation>
    </message>
    <message>
        <source>Change the recorder</source>
        <translation>Sửa đầu ghi</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Add the recorder</source>
        <translation>Thêm đầu ghi</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>By itself (ONVIF)</source>
        <translation>Tự nhận (ONVIF)</translation>
    </message>
    <message>
        <source>How it is asked</source>
        <translation>Cách lấy hình</translation>
    </message>
    <message>
        <source>Empty: keep the old one</source>
        <translation>Để trống: giữ mật khẩu cũ</translation>
    </message>
    <message>
        <source>Such as: old recorder in the guard room</source>
        <translation>Ví dụ: đầu ghi cũ phòng bảo vệ</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Such as 192.168.1.20 or 192.168.1.20:8080</source>
        <translation>Ví dụ 192.168.1.20 hoặc 192.168.1.20:8080</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>RTSP port</source>
        <translation>Cổng RTSP</translation>
    </message>
    <message>
        <source>Asking the recorder…</source>
        <translation>Đang hỏi đầu ghi…</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>Kết nối lại</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Connect first: then its recordings are shown.</source>
        <translation>Kết nối trước để thấy các kênh ghi.</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Đầu ghi</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Kênh ghi</translation>
    </message>
    <message>
        <source>Keeps</source>
        <translation>Đang giữ</translation>
    </message>
    <message>
        <source>Shows camera</source>
        <translation>Là camera</translation>
    </message>
    <message>
        <source>The recorder lists no recordings.</source>
        <translation>Đầu ghi không liệt kê kênh ghi nào.</translation>
    </message>
    <message>
        <source>Channel {0}</source>
        <translation>Kênh {0}</translation>
    </message>
    <message>
        <source>Camera that {0} shows</source>
        <translation>Camera của kênh {0}</translation>
    </message>
    <message>
        <source>None of ours</source>
        <translation>Không phải camera của trường</translation>
    </message>
    <message>
        <source>Other recorders</source>
        <translation>Đầu ghi khác</translation>
    </message>
    <message>
        <source>Footage that recorders of other makes have of our cameras is copied here when somebody looks at it, and every copy says where it comes from.</source>
        <translation>Hình mà đầu ghi của hãng khác còn giữ được sao về máy này khi có người xem lại; mỗi bản sao đều nói rõ lấy từ đâu.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Copying from {0}: {1} – {2}</source>
        <translation>Đang sao hình từ {0}: {1} – {2}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Add one by its address. Nothing is changed in the recorder.</source>
        <translation>Thêm bằng địa chỉ. Không thay đổi gì trong đầu ghi.</translation>
    </message>
    <message>
        <source>No other recorder yet</source>
        <translation>Chưa có đầu ghi khác</translation>
    </message>
    <message>
        <source>Recorder taken off the list; its copies stay</source>
        <translation>Đã bỏ đầu ghi khỏi danh sách; các bản sao vẫn còn</translation>
    </message>
    <message>
        <source>Does not answer as it should</source>
        <translation>Không trả lời đúng</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Có trả lời</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Hỏi lại</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Bỏ khỏi danh sách</translation>
    </message>
    <message>
        <source>None of our cameras</source>
        <translation>Không phải camera của trường</translation>
    </message>
    <message>
        <source>Nothing answers there. Check the address, and that the recorder is on the network.</source>
        <translation>Không có gì trả lời ở địa chỉ này. Kiểm tra địa chỉ và dây mạng của đầu ghi.</translation>
    </message>
    <message>
        <source>The recorder stopped answering. Try again in a minute; if it stays so, restart it.</source>
        <translation>Đầu ghi ngừng trả lời. Thử lại sau một phút; nếu vẫn vậy, khởi động lại đầu ghi.</translation>
    </message>
    <message>
        <source>The recorder refuses the user name or password. Enter them again; they were sent once only.</source>
        <translation>Đầu ghi không nhận tài khoản hoặc mật khẩu. Nhập lại; chương trình chỉ gửi một lần.</translation>
    </message>
    <message>
        <source>What answers there is no recorder. Turn ONVIF on in it, check the port, or choose its maker.</source>
        <translation>Thiết bị trả lời không phải đầu ghi ONVIF. Bật ONVIF trong đầu ghi, kiểm tra cổng, hoặc chọn hãng.</translation>
    </message>
    <message>
        <source>The recorder gives no footage this way. Choose its maker above, and connect again.</source>
        <translation>Đầu ghi không cho lấy hình theo cách này. Chọn hãng của đầu ghi rồi kết nối lại.</translation>
    </message>
    <message>
        <source>The recorder sends something that can&apos;t be played. It has to record in H.264 or H.265.</source>
        <translation>Đầu ghi gửi hình không phát được. Đầu ghi phải ghi bằng H.264 hoặc H.265.</translation>
    </message>
    <message>
        <source>The recorder refuses the password kept here. Tell IT to enter it again.</source>
        <translation>Đầu ghi không nhận mật khẩu đang lưu. Báo nhân viên CNTT nhập lại.</translation>
    </message>
    <message>
        <source>The recorder does not say what it keeps</source>
        <translation>Đầu ghi không cho biết còn giữ gì</translation>
    </message>
    <message>
        <source>No footage now</source>
        <translation>Hiện không còn hình</translation>
    </message>
    <message>
        <source>By ONVIF Profile G</source>
        <translation>Lấy hình qua ONVIF Profile G</translation>
    </message>
    <message>
        <source>By the maker&apos;s own address</source>
        <translation>Lấy hình qua địa chỉ riêng của hãng</translation>
    </message>
    <message>
        <source>Its clock is off by {0}: footage shows its times.</source>
        <translation>Đồng hồ đầu ghi lệch {0}: hình mang giờ của đầu ghi.</translation>
    </message>
    <message>
        <source>serial {0}</source>
        <translation>số máy {0}</translation>
    </message>
</context>
</TS>
