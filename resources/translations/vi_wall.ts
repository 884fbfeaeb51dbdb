<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>wall</name>
    <message>
        <source>The camera does not answer (timed out)</source>
        <translation>Camera không trả lời (hết thời gian chờ)</translation>
    </message>
    <message>
        <source>The camera can't be reached (network or power)</source>
        <translation>Không tới được camera (mạng hoặc nguồn điện)</translation>
    </message>
    <message>
        <source>Wrong user name or password</source>
        <translation>Sai tên hoặc mật khẩu</translation>
    </message>
    <message>
        <source>The camera reports a fault</source>
        <translation>Camera báo lỗi</translation>
    </message>
    <message>
        <source>What the camera sends is not video</source>
        <translation>Dữ liệu camera gửi không phải là hình</translation>
    </message>
    <message>
        <source>The decoder is starting again</source>
        <translation>Bộ giải mã đang khởi động lại</translation>
    </message>
    <message>
        <source>No right to this camera</source>
        <translation>Không có quyền với camera này</translation>
    </message>
    <message>
        <source>The recorder does not run</source>
        <translation>Bộ ghi hình không chạy</translation>
    </message>
    <message>
        <source>The recording disk is full</source>
        <translation>Ổ ghi hình đã đầy</translation>
    </message>
    <message>
        <source>The recording folder can't be written</source>
        <translation>Không ghi được vào thư mục ghi hình</translation>
    </message>
    <message>
        <source>The camera's password can't be opened</source>
        <translation>Không mở được mật khẩu camera</translation>
    </message>
    <message>
        <source>Fault {code}</source>
        <translation>Lỗi {code}</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>Bị che</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>Bị mờ</translation>
    </message>
    <message>
        <source>Darkened</source>
        <translation>Bị tối</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Bị xoay</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Bị đứng hình</translation>
    </message>
    <message>
        <source>Tampered with</source>
        <translation>Bị phá hoại</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} giây</translation>
    </message>
    <message>
        <source>{m} min {s:02d}</source>
        <translation>{m} phút {s:02d}</translation>
    </message>
    <message>
        <source>{h} h {m:02d}</source>
        <translation>{h} giờ {m:02d}</translation>
    </message>
    <message>
        <source>Empty pane</source>
        <translation>Ô trống</translation>
    </message>
    <message>
        <source>Ask the board</source>
        <translation>Hỏi Ban giám hiệu</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Không xem</translation>
    </message>
    <message>
        <source>Not allowed to watch</source>
        <translation>Không được xem</translation>
    </message>
    <message>
        <source>Live wall</source>
        <translation>Tường hình</translation>
    </message>
    <message>
        <source>Recording lost</source>
        <translation>Mất ghi</translation>
    </message>
    <message>
        <source>Nothing is recorded</source>
        <translation>Không ghi hình</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Tắt</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Mất</translation>
    </message>
    <message>
        <source>Still</source>
        <translation>Đứng</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Recorder of this PC</source>
        <translation>Bộ ghi của máy này</translation>
    </message>
    <message>
        <source>The camera refuses</source>
        <translation>Camera từ chối</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Mất kết nối</translation>
    </message>
    <message>
        <source>Picture frozen</source>
        <translation>Hình đứng</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Đang nối</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Đang kết nối…</translation>
    </message>
    <message>
        <source>This camera can't be moved</source>
        <translation>Camera này không xoay được</translation>
    </message>
    <message>
        <source>No right to move cameras</source>
        <translation>Không có quyền xoay camera</translation>
    </message>
    <message>
        <source>Clip added to {code}</source>
        <translation>Đã thêm bản trích vào {code}</translation>
    </message>
    <message>
        <source>Nothing was recorded in the last {n} s</source>
        <translation>Không có hình ghi trong {n} giây vừa qua</translation>
    </message>
    <message>
        <source>No clip for {code}</source>
        <translation>Chưa có bản trích cho {code}</translation>
    </message>
    <message>
        <source>Incident {code} opened</source>
        <translation>Đã lập vụ việc {code}</translation>
    </message>
    <message>
        <source>The footage of the last {n} s is kept</source>
        <translation>Đã giữ hình {n} giây vừa qua</translation>
    </message>
    <message>
        <source>Drag a camera here</source>
        <translation>Kéo camera vào đây</translation>
    </message>
    <message>
        <source>Enlarge or back (Enter)</source>
        <translation>Phóng to hoặc trở lại (Enter)</translation>
    </message>
    <message>
        <source>Move the camera (P)</source>
        <translation>Xoay camera (P)</translation>
    </message>
    <message>
        <source>Replay the last 30 seconds (R)</source>
        <translation>Xem lại 30 giây vừa qua (R)</translation>
    </message>
    <message>
        <source>Mark this moment (M)</source>
        <translation>Đánh dấu lúc này (M)</translation>
    </message>
    <message>
        <source>Open an incident from the last 30 seconds</source>
        <translation>Lập vụ việc từ 30 giây vừa qua</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Thử lại ngay</translation>
    </message>
    <message>
        <source>Take off the wall (Delete)</source>
        <translation>Bỏ khỏi tường hình (Delete)</translation>
    </message>
    <message>
        <source>Tell IT</source>
        <translation>Báo CNTT</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Đã tắt</translation>
    </message>
    <message>
        <source>Off until {day}</source>
        <translation>Tắt đến {day}</translation>
    </message>
    <message>
        <source>{who} approved</source>
        <translation>{who} đồng ý</translation>
    </message>
    <message>
        <source>Last picture at {time}</source>
        <translation>Ảnh cuối lúc {time}</translation>
    </message>
    <message>
        <source>Last picture {time}</source>
        <translation>Ảnh cuối {time}</translation>
    </message>
    <message>
        <source>Connecting again…</source>
        <translation>Đang nối lại…</translation>
    </message>
    <message>
        <source>Retry in {n} s</source>
        <translation>Thử lại sau {n} giây</translation>
    </message>
    <message>
        <source>Retry in {n} s · attempt {k}</source>
        <translation>Thử lại sau {n} giây · lần {k}</translation>
    </message>
    <message>
        <source>{time} without change</source>
        <translation>{time} không đổi</translation>
    </message>
    <message>
        <source>{time} without change · connecting again</source>
        <translation>{time} không đổi · đang nối lại</translation>
    </message>
    <message>
        <source>Waiting for the first picture</source>
        <translation>Chờ khung hình đầu tiên</translation>
    </message>
    <message>
        <source>Camera: {word}</source>
        <translation>Camera {word}</translation>
    </message>
    <message>
        <source>Lighter picture: the PC is overloaded</source>
        <translation>Hình nhẹ: máy quá tải</translation>
    </message>
    <message>
        <source>Lighter picture</source>
        <translation>Hình nhẹ</translation>
    </message>
    <message>
        <source>Find a camera…</source>
        <translation>Tìm camera…</translation>
    </message>
    <message>
        <source>Hide the camera list</source>
        <translation>Ẩn danh sách camera</translation>
    </message>
    <message>
        <source>Cameras by area</source>
        <translation>Camera theo khu vực</translation>
    </message>
    <message>
        <source>No camera of that name</source>
        <translation>Không có camera nào tên như vậy</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Đang ghi</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>Không ghi</translation>
    </message>
    <message>
        <source>Without area</source>
        <translation>Chưa có khu vực</translation>
    </message>
    <message>
        <source>Camera control</source>
        <translation>Điều khiển camera</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Phóng gần (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Thu xa (−)</translation>
    </message>
    <message>
        <source>Preset {text} (key {at})</source>
        <translation>Vị trí {text} (phím {at})</translation>
    </message>
    <message>
        <source>Keep this position as a preset</source>
        <translation>Lưu vị trí này</translation>
    </message>
    <message>
        <source>Home position (Home)</source>
        <translation>Vị trí gốc (Home)</translation>
    </message>
    <message>
        <source>More presets</source>
        <translation>Vị trí khác</translation>
    </message>
    <message>
        <source>Preset {n}</source>
        <translation>Vị trí {n}</translation>
    </message>
    <message>
        <source>Keep this position</source>
        <translation>Lưu vị trí này</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Remove preset</source>
        <translation>Xóa vị trí</translation>
    </message>
    <message>
        <source>Remove preset “{name}”?</source>
        <translation>Xóa vị trí “{name}”?</translation>
    </message>
    <message>
        <source>The camera forgets this position.</source>
        <translation>Camera không nhớ vị trí này nữa.</translation>
    </message>
    <message>
        <source>The camera stays where it is now.</source>
        <translation>Camera vẫn đứng ở chỗ hiện tại.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Connecting to the motor…</source>
        <translation>Đang nối bộ điều khiển…</translation>
    </message>
    <message>
        <source>{who} has the control</source>
        <translation>{who} đang điều khiển</translation>
    </message>
    <message>
        <source>You have the control</source>
        <translation>Bạn đang điều khiển</translation>
    </message>
    <message>
        <source>In control</source>
        <translation>Đang điều khiển</translation>
    </message>
    <message>
        <source>You have the control · {left} left</source>
        <translation>Bạn đang điều khiển · còn {left}</translation>
    </message>
    <message>
        <source>{left} left</source>
        <translation>Còn {left}</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>Xử lý</translation>
    </message>
    <message>
        <source>clock {offset} s</source>
        <translation>lệch giờ {offset} giây</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Giảm tải</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Đang xem</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Có chuyển động</translation>
    </message>
    <message>
        <source>Night picture</source>
        <translation>Hình ban đêm</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>Acknowledge the alarm on top (Space)</source>
        <translation>Xác nhận báo động trên cùng (Space)</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Lập vụ việc</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>từ {time}</translation>
    </message>
    <message>
        <source>back · {times}</source>
        <translation>đã có lại · {times}</translation>
    </message>
    <message>
        <source>{n} times</source>
        <translation>{n} lần</translation>
    </message>
    <message>
        <source>Acknowledged after {time}</source>
        <translation>Xác nhận sau {time}</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Báo động</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Đã xác nhận</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} mới</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Không có báo động</translation>
    </message>
    <message>
        <source>Joystick</source>
        <translation>Cần điều khiển</translation>
    </message>
    <message>
        <source>Push to move the camera (arrow keys)</source>
        <translation>Đẩy để xoay camera (phím mũi tên)</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Tổng quan</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Bố cục</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Add cameras</source>
        <translation>Thêm camera</translation>
    </message>
    <message>
        <source>Cameras appear here as soon as they are added.</source>
        <translation>Camera hiện ở đây ngay khi được thêm.</translation>
    </message>
    <message>
        <source>No cameras yet</source>
        <translation>Chưa có camera</translation>
    </message>
    <message>
        <source>This layout is locked</source>
        <translation>Bố cục đang khóa</translation>
    </message>
    <message>
        <source>Unlock it to change panes</source>
        <translation>Mở khóa để đổi ô hình</translation>
    </message>
    <message>
        <source>Taken off the wall</source>
        <translation>Đã bỏ khỏi tường hình</translation>
    </message>
    <message>
        <source>New layout</source>
        <translation>Bố cục mới</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Tạo</translation>
    </message>
    <message>
        <source>Layout {n}</source>
        <translation>Bố cục {n}</translation>
    </message>
    <message>
        <source>Rename layout</source>
        <translation>Đổi tên bố cục</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Đổi tên</translation>
    </message>
    <message>
        <source>Layout removed</source>
        <translation>Đã xóa bố cục</translation>
    </message>
    <message>
        <source>Unlock it first; the last layout always stays</source>
        <translation>Mở khóa trước; bố cục cuối cùng luôn được giữ</translation>
    </message>
    <message>
        <source>This layout can't be removed</source>
        <translation>Không xóa được bố cục này</translation>
    </message>
    <message>
        <source>Acknowledge alarm</source>
        <translation>Xác nhận báo động</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Toàn màn hình</translation>
    </message>
    <message>
        <source>Recording {n}/{m}</source>
        <translation>Đang ghi {n}/{m}</translation>
    </message>
    <message>
        <source>Recording disk: {size} left</source>
        <translation>Ổ ghi còn {size}</translation>
    </message>
    <message>
        <source>enough for {n} days</source>
        <translation>đủ {n} ngày</translation>
    </message>
    <message>
        <source>Show the camera list</source>
        <translation>Hiện danh sách camera</translation>
    </message>
    <message>
        <source>Layouts of the wall</source>
        <translation>Các bố cục</translation>
    </message>
    <message>
        <source>Lock this layout</source>
        <translation>Khóa bố cục</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>Toàn màn hình (F11)</translation>
    </message>
    <message>
        <source>{n} panes (key {key})</source>
        <translation>{n} ô (phím {key})</translation>
    </message>
    <message>
        <source>Layout {name}</source>
        <translation>Bố cục {name}</translation>
    </message>
    <message>
        <source>More layouts</source>
        <translation>Bố cục khác</translation>
    </message>
    <message>
        <source>{name}: {n} panes</source>
        <translation>{name}: {n} ô</translation>
    </message>
    <message>
        <source>Shared with everybody</source>
        <translation>Dùng chung</translation>
    </message>
    <message>
        <source>Shared layout: only who may share layouts changes it</source>
        <translation>Bố cục dùng chung: chỉ người có quyền mới đổi được</translation>
    </message>
    <message>
        <source>Unlock this layout</source>
        <translation>Mở khóa bố cục</translation>
    </message>
    <message>
        <source>{n}/{m} cameras</source>
        <translation>{n}/{m} camera</translation>
    </message>
    <message>
        <source>Leave full screen (F11)</source>
        <translation>Thoát toàn màn hình (F11)</translation>
    </message>
    <message>
        <source>Remove this layout</source>
        <translation>Xóa bố cục này</translation>
    </message>
</context>
</TS>
