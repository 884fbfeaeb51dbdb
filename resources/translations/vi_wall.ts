<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>wall</name>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="41" />
        <source>The camera does not answer (timed out)</source>
        <translation>Camera không trả lời (hết thời gian chờ)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="43" />
        <source>The camera can't be reached (network or power)</source>
        <translation>Không tới được camera (mạng hoặc nguồn điện)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="45" />
        <source>Wrong user name or password</source>
        <translation>Sai tên hoặc mật khẩu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="47" />
        <source>The camera reports a fault</source>
        <translation>Camera báo lỗi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="49" />
        <source>What the camera sends is not video</source>
        <translation>Dữ liệu camera gửi không phải là hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="51" />
        <source>The decoder is starting again</source>
        <translation>Bộ giải mã đang khởi động lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="59" />
        <source>No right to this camera</source>
        <translation>Không có quyền với camera này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="53" />
        <source>The recorder does not run</source>
        <translation>Bộ ghi hình không chạy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="55" />
        <source>The recording disk is full</source>
        <translation>Ổ ghi hình đã đầy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="57" />
        <source>The recording folder can't be written</source>
        <translation>Không ghi được vào thư mục ghi hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="61" />
        <source>The camera's password can't be opened</source>
        <translation>Không mở được mật khẩu camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="65" />
        <source>Fault {code}</source>
        <translation>Lỗi {code}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="72" />
        <source>Covered</source>
        <translation>Bị che</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="74" />
        <source>Blurred</source>
        <translation>Bị mờ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="76" />
        <source>Darkened</source>
        <translation>Bị tối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="78" />
        <source>Turned away</source>
        <translation>Bị xoay</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="80" />
        <source>Frozen</source>
        <translation>Bị đứng hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="82" />
        <source>Tampered with</source>
        <translation>Bị phá hoại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="88" />
        <source>{n} s</source>
        <translation>{n} giây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="90" />
        <source>{m} min {s:02d}</source>
        <translation>{m} phút {s:02d}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="91" />
        <source>{h} h {m:02d}</source>
        <translation>{h} giờ {m:02d}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="104" />
        <location filename="../../vms/ui/wall/words.py" line="270" />
        <source>Empty pane</source>
        <translation>Ô trống</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="106" />
        <source>Ask the board</source>
        <translation>Hỏi Ban giám hiệu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="107" />
        <source>Not allowed</source>
        <translation>Không xem</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="108" />
        <source>Not allowed to watch</source>
        <translation>Không được xem</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="276" />
        <source>Live wall</source>
        <translation>Tường hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="298" />
        <source>Recording lost</source>
        <translation>Mất ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="300" />
        <source>Nothing is recorded</source>
        <translation>Không ghi hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/overview.py" line="61" />
        <source>Off</source>
        <translation>Tắt</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/overview.py" line="65" />
        <source>Lost</source>
        <translation>Mất</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/overview.py" line="67" />
        <source>Still</source>
        <translation>Đứng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/overview.py" line="69" />
        <location filename="../../vms/ui/wall/words.py" line="112" />
        <source>Refused</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/overview.py" line="105" />
        <source>Recorder of this PC</source>
        <translation>Bộ ghi của máy này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="113" />
        <location filename="../../vms/ui/wall/words.py" line="296" />
        <source>The camera refuses</source>
        <translation>Camera từ chối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="238" />
        <location filename="../../vms/ui/wall/words.py" line="115" />
        <location filename="../../vms/ui/wall/words.py" line="302" />
        <source>Connection lost</source>
        <translation>Mất kết nối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="117" />
        <location filename="../../vms/ui/wall/words.py" line="294" />
        <source>Picture frozen</source>
        <translation>Hình đứng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/overview.py" line="71" />
        <location filename="../../vms/ui/wall/words.py" line="119" />
        <source>Connecting</source>
        <translation>Đang nối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="120" />
        <source>Connecting…</source>
        <translation>Đang kết nối…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="104" />
        <source>This camera can't be moved</source>
        <translation>Camera này không xoay được</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="108" />
        <source>No right to move cameras</source>
        <translation>Không có quyền xoay camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="196" />
        <source>Clip added to {code}</source>
        <translation>Đã thêm video vào {code}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="200" />
        <source>Nothing was recorded in the last {n} s</source>
        <translation>Không có hình ghi trong {n} giây vừa qua</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="201" />
        <source>No clip for {code}</source>
        <translation>Chưa có bản trích cho {code}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="209" />
        <source>Incident {code} opened</source>
        <translation>Đã lập vụ việc {code}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="210" />
        <source>The footage of the last {n} s is kept</source>
        <translation>Đã giữ hình {n} giây vừa qua</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="211" />
        <source>Show incident</source>
        <translation>Xem vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="221" />
        <location filename="../../vms/ui/wall/words.py" line="126" />
        <source>Drag a camera here</source>
        <translation>Kéo camera vào đây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="226" />
        <location filename="../../vms/ui/wall/picture_buttons.py" line="93" />
        <source>Enlarge or back (Enter)</source>
        <translation>Phóng to hoặc trở lại (Enter)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="229" />
        <location filename="../../vms/ui/wall/picture_buttons.py" line="91" />
        <source>Move the camera (P)</source>
        <translation>Xoay camera (P)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="230" />
        <location filename="../../vms/ui/wall/picture_buttons.py" line="88" />
        <source>Replay the last 30 seconds (R)</source>
        <translation>Xem lại 30 giây vừa qua (R)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="231" />
        <location filename="../../vms/ui/wall/picture_buttons.py" line="89" />
        <source>Mark this moment (M)</source>
        <translation>Đánh dấu lúc này (M)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="234" />
        <location filename="../../vms/ui/wall/picture_buttons.py" line="90" />
        <source>Open an incident from the last 30 seconds</source>
        <translation>Lập vụ việc từ 30 giây vừa qua</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="237" />
        <source>Try again now</source>
        <translation>Thử lại ngay</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/pane_acts.py" line="238" />
        <source>Take off the wall (Delete)</source>
        <translation>Bỏ khỏi tường hình (Delete)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="131" />
        <source>Tell IT</source>
        <translation>Báo CNTT</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/overview.py" line="61" />
        <location filename="../../vms/ui/wall/words.py" line="138" />
        <location filename="../../vms/ui/wall/words.py" line="139" />
        <source>Switched off</source>
        <translation>Đã tắt</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="142" />
        <source>Off until {day}</source>
        <translation>Tắt đến {day}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="148" />
        <source>{who} approved</source>
        <translation>{who} đồng ý</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="155" />
        <source>Last picture at {time}</source>
        <translation>Ảnh cuối lúc {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="156" />
        <source>Last picture {time}</source>
        <translation>Ảnh cuối {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="163" />
        <source>Connecting again…</source>
        <translation>Đang nối lại…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="164" />
        <source>Retry in {n} s</source>
        <translation>Thử lại sau {n} giây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="165" />
        <source>Retry in {n} s · attempt {k}</source>
        <translation>Thử lại sau {n} giây · lần {k}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="175" />
        <source>{time} without change</source>
        <translation>{time} không đổi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="176" />
        <source>{time} without change · connecting again</source>
        <translation>{time} không đổi · đang nối lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="181" />
        <source>Waiting for the first picture</source>
        <translation>Chờ khung hình đầu tiên</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="189" />
        <source>Camera: {word}</source>
        <translation>Camera {word}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="191" />
        <source>Lighter picture: the PC is overloaded</source>
        <translation>Hình nhẹ: máy quá tải</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="192" />
        <source>Lighter picture</source>
        <translation>Hình nhẹ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="212" />
        <source>Find a camera…</source>
        <translation>Tìm camera…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="214" />
        <source>Hide the camera list</source>
        <translation>Ẩn danh sách camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="220" />
        <source>Cameras by area</source>
        <translation>Camera theo khu vực</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="222" />
        <source>No camera of that name</source>
        <translation>Không có camera nào tên như vậy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="236" />
        <location filename="../../vms/ui/wall/words.py" line="198" />
        <source>Recording</source>
        <translation>Đang ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="237" />
        <location filename="../../vms/ui/wall/overview.py" line="77" />
        <location filename="../../vms/ui/wall/words.py" line="198" />
        <source>Not recording</source>
        <translation>Không ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/camera_tree.py" line="253" />
        <source>Without area</source>
        <translation>Chưa có khu vực</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="56" />
        <source>Camera control</source>
        <translation>Điều khiển camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="59" />
        <source>Zoom in (+)</source>
        <translation>Phóng gần (+)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="60" />
        <source>Zoom out (−)</source>
        <translation>Thu xa (−)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="106" />
        <source>Preset {text} (key {at})</source>
        <translation>Vị trí {text} (phím {at})</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="120" />
        <source>Keep this position as a preset</source>
        <translation>Lưu vị trí này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="124" />
        <source>Home position (Home)</source>
        <translation>Vị trí gốc (Home)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="133" />
        <source>More presets</source>
        <translation>Vị trí khác</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="147" />
        <source>Preset {n}</source>
        <translation>Vị trí {n}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="148" />
        <source>Keep this position</source>
        <translation>Lưu vị trí này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="148" />
        <source>Keep</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="153" />
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="163" />
        <source>Remove preset</source>
        <translation>Xóa vị trí</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="160" />
        <source>Remove preset “{name}”?</source>
        <translation>Xóa vị trí “{name}”?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="161" />
        <source>The camera forgets this position.</source>
        <translation>Camera không nhớ vị trí này nữa.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="162" />
        <source>The camera stays where it is now.</source>
        <translation>Camera vẫn đứng ở chỗ hiện tại.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="164" />
        <source>Keep it</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="277" />
        <source>Connecting to the motor…</source>
        <translation>Đang nối bộ điều khiển…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/ptz_overlay.py" line="300" />
        <location filename="../../vms/ui/wall/words.py" line="212" />
        <source>{who} has the control</source>
        <translation>{who} đang điều khiển</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="214" />
        <source>You have the control</source>
        <translation>Bạn đang điều khiển</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="214" />
        <source>In control</source>
        <translation>Đang điều khiển</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="216" />
        <source>You have the control · {left} left</source>
        <translation>Bạn đang điều khiển · còn {left}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="217" />
        <source>{left} left</source>
        <translation>Còn {left}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="222" />
        <source>Handle</source>
        <translation>Xử lý</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="235" />
        <source>clock {offset} s</source>
        <translation>lệch giờ {offset} giây</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="247" />
        <source>Reduced</source>
        <translation>Giảm tải</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="248" />
        <source>Live</source>
        <translation>Đang xem</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="261" />
        <source>Motion</source>
        <translation>Có chuyển động</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/words.py" line="263" />
        <source>Night picture</source>
        <translation>Hình ban đêm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="43" />
        <source>Acknowledge</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="44" />
        <source>Acknowledge the alarm on top (Space)</source>
        <translation>Xác nhận báo động trên cùng (Space)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="48" />
        <source>Open incident</source>
        <translation>Lập vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="60" />
        <source>since {time}</source>
        <translation>từ {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="63" />
        <source>back · {times}</source>
        <translation>đã có lại · {times}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="65" />
        <source>{n} times</source>
        <translation>{n} lần</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="78" />
        <source>Acknowledged after {time}</source>
        <translation>Xác nhận sau {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="96" />
        <location filename="../../vms/ui/wall/alarm_dock.py" line="101" />
        <source>Alarms</source>
        <translation>Báo động</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="142" />
        <source>Acknowledged</source>
        <translation>Đã xác nhận</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="150" />
        <source>{n} new</source>
        <translation>{n} mới</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/alarm_dock.py" line="155" />
        <source>No alarms</source>
        <translation>Không có báo động</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/joystick.py" line="38" />
        <source>Joystick</source>
        <translation>Cần điều khiển</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/joystick.py" line="39" />
        <source>Push to move the camera (arrow keys)</source>
        <translation>Đẩy để xoay camera (phím mũi tên)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/layout_book.py" line="105" />
        <source>Overview</source>
        <translation>Tổng quan</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/layout_book.py" line="155" />
        <location filename="../../vms/ui/wall/status_line.py" line="36" />
        <source>Layout</source>
        <translation>Bố cục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/name_dialog.py" line="25" />
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/name_dialog.py" line="26" />
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="83" />
        <source>Add cameras</source>
        <translation>Thêm camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="86" />
        <source>Cameras appear here as soon as they are added.</source>
        <translation>Camera hiện ở đây ngay khi được thêm.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="87" />
        <source>No cameras yet</source>
        <translation>Chưa có camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="204" />
        <source>This layout is locked</source>
        <translation>Bố cục đang khóa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="204" />
        <source>Unlock it to change panes</source>
        <translation>Mở khóa để đổi ô hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="219" />
        <source>Taken off the wall</source>
        <translation>Đã bỏ khỏi tường hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="230" />
        <location filename="../../vms/ui/wall/wall_bar.py" line="62" />
        <source>New layout</source>
        <translation>Bố cục mới</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="230" />
        <source>Create</source>
        <translation>Tạo</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="231" />
        <source>Layout {n}</source>
        <translation>Bố cục {n}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="241" />
        <source>Rename layout</source>
        <translation>Đổi tên bố cục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="241" />
        <location filename="../../vms/ui/wall/wall_bar.py" line="157" />
        <source>Rename</source>
        <translation>Đổi tên</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="249" />
        <source>Layout removed</source>
        <translation>Đã xóa bố cục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="252" />
        <source>Unlock it first; the last layout always stays</source>
        <translation>Mở khóa trước; bố cục cuối cùng luôn được giữ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/page.py" line="253" />
        <source>This layout can't be removed</source>
        <translation>Không xóa được bố cục này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/status_line.py" line="34" />
        <source>Acknowledge alarm</source>
        <translation>Xác nhận báo động</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/status_line.py" line="35" />
        <source>Mark</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/status_line.py" line="37" />
        <source>Full screen</source>
        <translation>Toàn màn hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/status_line.py" line="53" />
        <source>Recording {n}/{m}</source>
        <translation>Đang ghi {n}/{m}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/status_line.py" line="65" />
        <source>Recording disk: {size} left</source>
        <translation>Ổ ghi còn {size}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/status_line.py" line="67" />
        <source>enough for {n} days</source>
        <translation>đủ {n} ngày</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="50" />
        <source>Show the camera list</source>
        <translation>Hiện danh sách camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="57" />
        <source>Layouts of the wall</source>
        <translation>Các bố cục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="66" />
        <location filename="../../vms/ui/wall/wall_bar.py" line="136" />
        <source>Lock this layout</source>
        <translation>Khóa bố cục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="68" />
        <location filename="../../vms/ui/wall/wall_bar.py" line="147" />
        <source>Full screen (F11)</source>
        <translation>Toàn màn hình (F11)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="84" />
        <source>{n} panes (key {key})</source>
        <translation>{n} ô (phím {key})</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="85" />
        <source>Layout {name}</source>
        <translation>Bố cục {name}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="87" />
        <location filename="../../vms/ui/wall/wall_bar.py" line="88" />
        <source>More layouts</source>
        <translation>Bố cục khác</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="99" />
        <source>{name}: {n} panes</source>
        <translation>{name}: {n} ô</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="123" />
        <source>Shared with everybody</source>
        <translation>Dùng chung</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="132" />
        <source>Shared layout: only who may share layouts changes it</source>
        <translation>Bố cục dùng chung: chỉ người có quyền mới đổi được</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="134" />
        <source>Unlock this layout</source>
        <translation>Mở khóa bố cục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="143" />
        <source>{n}/{m} cameras</source>
        <translation>{n}/{m} camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="147" />
        <source>Leave full screen (F11)</source>
        <translation>Thoát toàn màn hình (F11)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/wall/wall_bar.py" line="159" />
        <source>Remove this layout</source>
        <translation>Xóa bố cục này</translation>
    </message>
</context>
</TS>
