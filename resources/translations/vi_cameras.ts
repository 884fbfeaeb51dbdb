<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>cameras</name>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="49" />
        <source>Identity</source>
        <translation>Nhận dạng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="52" />
        <source>Maker</source>
        <translation>Hãng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="53" />
        <source>Model</source>
        <translation>Kiểu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="54" />
        <source>Serial no.</source>
        <translation>Số máy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="55" />
        <source>Firmware</source>
        <translation>Phần mềm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="56" />
        <location filename="../../vms/ui/cameras/dialog.py" line="107" />
        <source>Area</source>
        <translation>Khu vực</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="57" />
        <source>In charge</source>
        <translation>Phụ trách</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="58" />
        <source>Added</source>
        <translation>Thêm lúc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="80" />
        <source>Streams</source>
        <translation>Luồng hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="81" />
        <source>Profile</source>
        <translation>Cấu hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="81" />
        <location filename="../../vms/ui/cameras/words.py" line="113" />
        <source>Encoding</source>
        <translation>Mã hóa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="81" />
        <location filename="../../vms/ui/cameras/cards.py" line="163" />
        <location filename="../../vms/ui/cameras/dialog.py" line="91" />
        <location filename="../../vms/ui/cameras/words.py" line="103" />
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="85" />
        <source>Main, recorded</source>
        <translation>Luồng chính (ghi)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="86" />
        <source>Sub, for viewing</source>
        <translation>Luồng phụ (xem)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="98" />
        <source>No sub stream: small panes decode the main stream, which costs this PC more.</source>
        <translation>Không có luồng phụ: ô nhỏ phải giải mã luồng chính, máy tốn sức hơn.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="109" />
        <source>Diagnosis</source>
        <translation>Chẩn đoán</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="124" />
        <source>Run again</source>
        <translation>Chạy lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="124" />
        <source>Run the test</source>
        <translation>Chạy kiểm tra</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="125" />
        <source>Testing…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="131" />
        <source>Testing takes a few seconds and changes nothing in the camera.</source>
        <translation>Kiểm tra mất vài giây và không đổi gì trong camera.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="136" />
        <source>{0} · {1} of {2} good</source>
        <translation>{0} · {1}/{2} đạt</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="160" />
        <source>Network and clock</source>
        <translation>Mạng và đồng hồ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="164" />
        <source>ONVIF port</source>
        <translation>Cổng ONVIF</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="165" />
        <source>RTSP port</source>
        <translation>Cổng RTSP</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="105" />
        <source>Ports</source>
        <translation>Cổng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="167" />
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="168" />
        <source>Clock offset</source>
        <translation>Lệch giờ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="169" />
        <source>Measured</source>
        <translation>Đo lúc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="179" />
        <location filename="../../vms/ui/cameras/cards.py" line="204" />
        <source>Measure the clock</source>
        <translation>Đo đồng hồ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="188" />
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="200" />
        <source>Over 2 s: set the camera's clock before footage is evidence.</source>
        <translation>Lệch quá 2 giây: chỉnh đồng hồ camera để hình còn dùng làm chứng cứ.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/cards.py" line="204" />
        <source>Measuring…</source>
        <translation>Đang đo…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="46" />
        <location filename="../../vms/ui/cameras/page.py" line="74" />
        <location filename="../../vms/ui/cameras/page.py" line="97" />
        <source>Add a camera</source>
        <translation>Thêm camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="46" />
        <source>Change the camera</source>
        <translation>Sửa camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="60" />
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="63" />
        <source>Add the camera</source>
        <translation>Thêm camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="63" />
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="75" />
        <source>ONVIF camera</source>
        <translation>Camera ONVIF</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="75" />
        <source>Stream address</source>
        <translation>Địa chỉ luồng hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="83" />
        <source>Such as: main gate</source>
        <translation>Ví dụ: Cổng chính</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="86" />
        <source>Record</source>
        <translation>Ghi hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="87" />
        <source>Can be turned (PTZ)</source>
        <translation>Quay quét được (PTZ)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="88" />
        <source>Empty: keep the old one</source>
        <translation>Để trống: giữ mật khẩu cũ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="93" />
        <source>Such as 192.168.1.64 or 192.168.1.64:8080</source>
        <translation>Ví dụ 192.168.1.64 hoặc 192.168.1.64:8080</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="96" />
        <source>Main stream</source>
        <translation>Luồng chính</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="98" />
        <source>Such as rtsp://192.168.1.64/main</source>
        <translation>Ví dụ rtsp://192.168.1.64/main</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="100" />
        <source>Sub stream (optional)</source>
        <translation>Luồng phụ (không bắt buộc)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="101" />
        <source>User</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="102" />
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="103" />
        <source>Main stream, recorded</source>
        <translation>Luồng chính, để ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="104" />
        <source>Sub stream, for small panes</source>
        <translation>Luồng phụ, cho ô nhỏ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="105" />
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="106" />
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="131" />
        <source>Search the network</source>
        <translation>Tìm trong mạng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="139" />
        <location filename="../../vms/ui/cameras/words.py" line="88" />
        <source>Looking for the camera…</source>
        <translation>Đang tìm camera…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="231" />
        <source>Connect again</source>
        <translation>Kết nối lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="231" />
        <source>Connect</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="232" />
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="240" />
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="269" />
        <source>The camera's picture appears here once it is connected</source>
        <translation>Hình của camera hiện ở đây khi đã kết nối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="270" />
        <source>The camera gives no still picture</source>
        <translation>Camera không cho ảnh chụp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/dialog.py" line="275" />
        <source>None: show the main stream</source>
        <translation>Không: xem luồng chính</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="99" />
        <source>Add the first one by its address. Nothing is changed in the camera.</source>
        <translation>Thêm camera đầu tiên bằng địa chỉ của nó. Không đổi gì trong camera.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="100" />
        <source>No camera yet</source>
        <translation>Chưa có camera nào</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="106" />
        <source>Change</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="110" />
        <location filename="../../vms/ui/cameras/page.py" line="315" />
        <source>Take out of use</source>
        <translation>Ngừng dùng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="113" />
        <source>Only the board takes out of use</source>
        <translation>Chỉ BGH cho ngừng dùng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="216" />
        <source>Fault</source>
        <translation>Có lỗi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="218" />
        <source>Recording switched off</source>
        <translation>Đã tắt ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="222" />
        <location filename="../../vms/ui/cameras/page.py" line="263" />
        <source>Recording</source>
        <translation>Đang ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="225" />
        <location filename="../../vms/ui/cameras/page.py" line="266" />
        <source>Not recording</source>
        <translation>Không ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="261" />
        <source>In use</source>
        <translation>Đang dùng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="303" />
        <source>Camera changed</source>
        <translation>Đã sửa camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="303" />
        <source>Camera added</source>
        <translation>Đã thêm camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="312" />
        <source>Take {0} out of use?</source>
        <translation>Ngừng dùng {0}?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="313" />
        <source>It is no longer recorded and leaves every wall.</source>
        <translation>Camera không được ghi nữa và rời khỏi mọi tường hình.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="314" />
        <source>Its footage, incidents and history stay.</source>
        <translation>Hình đã ghi, vụ việc và lịch sử vẫn còn.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="316" />
        <source>Keep in use</source>
        <translation>Dùng tiếp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="319" />
        <source>Such as: broken, replaced by C12</source>
        <translation>Ví dụ: hỏng, thay bằng C12</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="330" />
        <source>Camera taken out of use</source>
        <translation>Đã ngừng dùng camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/page.py" line="377" />
        <location filename="../../vms/ui/cameras/words.py" line="130" />
        <source>The camera does not tell its time</source>
        <translation>Camera không cho biết giờ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="40" />
        <source>{0} pictures/s</source>
        <translation>{0} hình/giây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="57" />
        <source>{0} ± {1} s</source>
        <translation>{0} ± {1} giây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="73" />
        <source>{0} (already added)</source>
        <translation>{0} (đã có)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="80" />
        <source>Found. Logging in…</source>
        <translation>Đã thấy. Đang đăng nhập…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="82" />
        <source>Reading streams…</source>
        <translation>Đang đọc luồng hình…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="84" />
        <source>Fetching a picture…</source>
        <translation>Đang lấy hình…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="86" />
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="94" />
        <source>not tested</source>
        <translation>chưa kiểm tra</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="107" />
        <source>Login</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="109" />
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="111" />
        <source>Picture</source>
        <translation>Hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="120" />
        <source>Nothing answers at the address</source>
        <translation>Địa chỉ không có gì trả lời</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="121" />
        <source>Address reached</source>
        <translation>Tới được địa chỉ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="124" />
        <source>Ports open</source>
        <translation>Cổng mở</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="125" />
        <source>Port closed: {0}</source>
        <translation>Cổng đóng: {0}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="127" />
        <source>Login right</source>
        <translation>Đăng nhập đúng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="133" />
        <source>Clock right</source>
        <translation>Đồng hồ đúng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="134" />
        <source>Clock is off by {0}</source>
        <translation>Đồng hồ lệch {0}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="137" />
        <source>Picture after {0} s</source>
        <translation>Nhận hình sau {0} giây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="138" />
        <source>No picture: {0}</source>
        <translation>Không có hình: {0}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="146" />
        <source>Now {0}, not as stored</source>
        <translation>Hiện là {0}, khác lúc thêm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="152" />
        <source>user name or password refused</source>
        <translation>sai tên hoặc mật khẩu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="154" />
        <source>no answer in time</source>
        <translation>không trả lời kịp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="156" />
        <source>can't be reached</source>
        <translation>không tới được</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="158" />
        <source>no ONVIF there</source>
        <translation>ở đó không có ONVIF</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="160" />
        <source>what comes is not video</source>
        <translation>dữ liệu nhận được không phải hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="162" />
        <source>the camera reports a fault</source>
        <translation>camera báo lỗi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="168" />
        <source>This can't be accepted</source>
        <translation>Chưa nhận được</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="172" />
        <location filename="../../vms/ui/cameras/words.py" line="173" />
        <location filename="../../vms/ui/cameras/words.py" line="174" />
        <source>Enter the camera's address</source>
        <translation>Nhập địa chỉ camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="175" />
        <source>This kind of address can't be used here</source>
        <translation>Không dùng được loại địa chỉ này ở đây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="176" />
        <source>The address has to begin with rtsp://, http:// or file://</source>
        <translation>Địa chỉ phải bắt đầu bằng rtsp://, http:// hoặc file://</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="177" />
        <location filename="../../vms/ui/cameras/words.py" line="178" />
        <location filename="../../vms/ui/cameras/words.py" line="179" />
        <source>This is not an address</source>
        <translation>Đây không phải địa chỉ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="180" />
        <source>Four numbers from 0 to 255, with dots between</source>
        <translation>Bốn số từ 0 đến 255, cách nhau bằng dấu chấm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="181" />
        <source>The port has to be a number from 1 to 65535</source>
        <translation>Cổng phải là số từ 1 đến 65535</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="182" />
        <source>User and password belong into their own fields</source>
        <translation>Tên và mật khẩu nhập ở ô riêng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="183" />
        <source>No camera answered in the network. Enter its address</source>
        <translation>Không camera nào trong mạng trả lời. Nhập địa chỉ của nó</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="184" />
        <source>Connect to the camera before saving</source>
        <translation>Kết nối camera trước khi lưu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="185" />
        <source>The camera offers no stream that can be used</source>
        <translation>Camera không có luồng hình nào dùng được</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="186" />
        <source>The camera asks for user and password</source>
        <translation>Camera đòi tên và mật khẩu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="187" />
        <source>Refused; tried only once</source>
        <translation>Bị từ chối, chỉ thử một lần</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="188" />
        <source>Nothing answers there. Check cable, power and address</source>
        <translation>Không có gì trả lời. Xem lại dây mạng, nguồn và địa chỉ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="189" />
        <source>Connected, but no answer in time</source>
        <translation>Đã kết nối nhưng không trả lời kịp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="190" />
        <source>Something answers there, but not ONVIF. Check the port</source>
        <translation>Ở đó có thiết bị trả lời nhưng không phải ONVIF. Xem lại cổng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="191" />
        <source>The camera answered with a fault</source>
        <translation>Camera báo lỗi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="192" />
        <source>What comes from there is not video</source>
        <translation>Dữ liệu từ đó không phải hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="193" />
        <source>Enter a code, such as C04</source>
        <translation>Nhập mã, ví dụ C04</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="194" />
        <source>Letters A–Z, digits, dot and hyphen only</source>
        <translation>Chỉ dùng chữ A–Z, số, dấu chấm và gạch nối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="195" />
        <source>Another camera has this code</source>
        <translation>Camera khác đã dùng mã này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="196" />
        <source>A removed camera had this code; its footage is filed under it</source>
        <translation>Camera đã ngừng dùng mang mã này, hình của nó còn lưu theo mã</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="199" />
        <source>Enter a name, such as the place</source>
        <translation>Nhập tên, ví dụ tên chỗ đặt</translation>
    </message>
    <message>
        <location filename="../../vms/ui/cameras/words.py" line="200" />
        <source>At most 80 characters</source>
        <translation>Tối đa 80 ký tự</translation>
    </message>
</context>
</TS>
