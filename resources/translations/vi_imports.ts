<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>Imports</name>
    <message>
        <source>Which files?</source>
        <translation>Chọn tệp nào?</translation>
    </message>
    <message>
        <source>The file is what it was when it was taken in.</source>
        <translation>Tệp vẫn y như lúc nhập.</translation>
    </message>
    <message>
        <source>Hash matches</source>
        <translation>Mã băm khớp</translation>
    </message>
    <message>
        <source>{file} is not what it was. Tell the board.</source>
        <translation>{file} không còn như lúc nhập. Báo Ban giám hiệu.</translation>
    </message>
    <message>
        <source>Hash differs</source>
        <translation>Mã băm không khớp</translation>
    </message>
    <message>
        <source>{count} earlier acts are in the log</source>
        <translation>{count} việc trước đó có trong nhật ký</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Đã đổi</translation>
    </message>
    <message>
        <source>The time it was taken is known</source>
        <translation>Biết giờ quay</translation>
    </message>
    <message>
        <source>s</source>
        <translation>giây</translation>
    </message>
    <message>
        <source>The device&apos;s clock minus the true time; + when it is fast</source>
        <translation>Giờ trên thiết bị trừ giờ đúng; số dương khi chạy nhanh</translation>
    </message>
    <message>
        <source>Clock of the device at the first picture</source>
        <translation>Giờ trên thiết bị ở hình đầu tiên</translation>
    </message>
    <message>
        <source>Clock is off by</source>
        <translation>Đồng hồ lệch</translation>
    </message>
    <message>
        <source>By whose word</source>
        <translation>Theo lời ai</translation>
    </message>
    <message>
        <source>Take in this file?</source>
        <translation>Nhập tệp này?</translation>
    </message>
    <message>
        <source>Keep it as a plain file, although it does not play</source>
        <translation>Giữ như tệp thường dù không phát được</translation>
    </message>
    <message>
        <source>Name, and what they are to the matter</source>
        <translation>Họ tên, quan hệ với vụ việc</translation>
    </message>
    <message>
        <source>Phone, USB stick, shop across the road</source>
        <translation>Điện thoại, USB, cửa hàng đối diện</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>Người cung cấp</translation>
    </message>
    <message>
        <source>Where the file comes from</source>
        <translation>Tệp lấy từ đâu</translation>
    </message>
    <message>
        <source>No incident yet</source>
        <translation>Chưa gắn vụ việc</translation>
    </message>
    <message>
        <source>No camera of the school</source>
        <translation>Không ứng với camera nào</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <source>Shows the place of camera</source>
        <translation>Quay cùng chỗ với camera</translation>
    </message>
    <message>
        <source>It is copied byte for byte and never deleted.</source>
        <translation>Tệp được chép nguyên từng byte và không bao giờ bị xóa.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Nhập tệp</translation>
    </message>
    <message>
        <source>Correct the time of this file?</source>
        <translation>Sửa giờ quay của tệp này?</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>The time said before stays to be read in custody.</source>
        <translation>Giờ đã khai trước đó vẫn còn trong nhật ký bảo quản.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Sửa giờ</translation>
    </message>
    <message>
        <source>Files from outside</source>
        <translation>Tệp từ bên ngoài</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Nhập tệp…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Files can also be dropped here.</source>
        <translation>Có thể kéo thả tệp vào đây.</translation>
    </message>
    <message>
        <source>No file from outside</source>
        <translation>Chưa có tệp từ bên ngoài</translation>
    </message>
    <message>
        <source>A phone&apos;s clip or a stick from another recorder is kept here as counter-evidence.</source>
        <translation>Video từ điện thoại hay USB của đầu ghi khác được giữ ở đây làm chứng cứ đối chứng.</translation>
    </message>
    <message>
        <source>Correct the time</source>
        <translation>Sửa giờ quay</translation>
    </message>
    <message>
        <source>Check the hash</source>
        <translation>Kiểm mã băm</translation>
    </message>
    <message>
        <source>Custody</source>
        <translation>Nhật ký bảo quản</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>khớp</translation>
    </message>
    <message>
        <source>altered</source>
        <translation>bị sửa</translation>
    </message>
    <message>
        <source>Take out of {incident}</source>
        <translation>Gỡ khỏi {incident}</translation>
    </message>
    <message>
        <source>Add to {incident}</source>
        <translation>Thêm vào {incident}</translation>
    </message>
    <message>
        <source>Copied, then read back</source>
        <translation>Chép, rồi đọc lại để kiểm</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>Phát hoặc dừng (Space)</translation>
    </message>
    <message>
        <source>Place in the file</source>
        <translation>Vị trí trong tệp</translation>
    </message>
    <message>
        <source>This file cannot be played</source>
        <translation>Không phát được tệp này</translation>
    </message>
    <message>
        <source>Time line of files from outside</source>
        <translation>Dòng thời gian của tệp từ bên ngoài</translation>
    </message>
    <message>
        <source>Files with a known time are shown here</source>
        <translation>Tệp biết giờ quay hiện ở đây</translation>
    </message>
    <message>
        <source>Taken in and read back</source>
        <translation>Đã nhập, đã đọc lại</translation>
    </message>
    <message>
        <source>This very file is here already</source>
        <translation>Tệp này đã có trong máy</translation>
    </message>
    <message>
        <source>Add to the incident</source>
        <translation>Thêm vào</translation>
    </message>
    <message>
        <source>Nothing of it was kept; the file outside is untouched.</source>
        <translation>Máy không giữ phần chép dở; tệp bên ngoài còn nguyên.</translation>
    </message>
    <message>
        <source>Taking in was stopped</source>
        <translation>Đã dừng nhập</translation>
    </message>
    <message>
        <source>{rate} pictures/s</source>
        <translation>{rate} hình/giây</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Tệp rỗng.</translation>
    </message>
    <message>
        <source>There is no picture in it, perhaps only sound.</source>
        <translation>Tệp không có hình, có thể chỉ có tiếng.</translation>
    </message>
    <message>
        <source>It begins like a video, but no picture can be read from it.</source>
        <translation>Tệp có phần đầu của video nhưng không đọc được hình nào.</translation>
    </message>
    <message>
        <source>It is not a video that this program knows.</source>
        <translation>Đây không phải video mà chương trình đọc được.</translation>
    </message>
    <message>
        <source>Nobody has said when it was taken</source>
        <translation>Chưa ai cho biết giờ quay</translation>
    </message>
    <message>
        <source>{time} {date} by the word of {who}</source>
        <translation>{time} {date} theo lời {who}</translation>
    </message>
    <message>
        <source> (its clock {offset})</source>
        <translation> (đồng hồ thiết bị lệch {offset})</translation>
    </message>
    <message>
        <source>The file itself says {time} {date}: clocks of phones are often wrong.</source>
        <translation>Tệp tự ghi {time} {date}; đồng hồ điện thoại có thể sai.</translation>
    </message>
    <message>
        <source>Brought by {who}, taken in by {by} at {time} {date}</source>
        <translation>{who} cung cấp, {by} nhập lúc {time} {date}</translation>
    </message>
    <message>
        <source>taken in and read back</source>
        <translation>đã nhập, đã đọc lại</translation>
    </message>
    <message>
        <source>taken in, finished after a crash</source>
        <translation>đã nhập, hoàn tất sau sự cố</translation>
    </message>
    <message>
        <source>time corrected</source>
        <translation>sửa giờ quay</translation>
    </message>
    <message>
        <source>added to the incident</source>
        <translation>thêm vào vụ việc</translation>
    </message>
    <message>
        <source>taken out of the incident</source>
        <translation>gỡ khỏi vụ việc</translation>
    </message>
    <message>
        <source>hash checked</source>
        <translation>kiểm mã băm</translation>
    </message>
    <message>
        <source>found altered</source>
        <translation>phát hiện bị sửa</translation>
    </message>
    <message>
        <source>played</source>
        <translation>đã phát</translation>
    </message>
    <message>
        <source>copied out</source>
        <translation>chép ra ngoài</translation>
    </message>
    <message>
        <source>time said: {time} {date}, {who}</source>
        <translation>giờ khai: {time} {date}, {who}</translation>
    </message>
    <message>
        <source>clock {offset}</source>
        <translation>đồng hồ lệch {offset}</translation>
    </message>
</context>
</TS>
