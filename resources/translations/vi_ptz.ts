<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>ptz</name>
    <message>
        <source>Joystick</source>
        <translation>Cần điều khiển</translation>
    </message>
    <message>
        <source>Push to move the camera (arrow keys)</source>
        <translation>Đẩy để xoay camera (phím mũi tên)</translation>
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
        <source>Let go to zoom to this part</source>
        <translation>Thả chuột để phóng tới vùng này</translation>
    </message>
    <message>
        <source>Preset {text} (key {at})</source>
        <translation>Vị trí {text} (phím {at})</translation>
    </message>
    <message>
        <source>Presets and tours (L)</source>
        <translation>Vị trí đặt sẵn và tuần tra (L)</translation>
    </message>
    <message>
        <source>Home position (Home)</source>
        <translation>Vị trí gốc (Home)</translation>
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
        <source>Presets</source>
        <translation>Vị trí đặt sẵn</translation>
    </message>
    <message>
        <source>Tours</source>
        <translation>Tuần tra</translation>
    </message>
    <message>
        <source>Close the list (Esc)</source>
        <translation>Đóng danh sách (Esc)</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>Đổi tên (F2)</translation>
    </message>
    <message>
        <source>Store the present position here</source>
        <translation>Lưu vị trí hiện tại vào đây</translation>
    </message>
    <message>
        <source>Remove preset (Delete)</source>
        <translation>Xóa vị trí đặt sẵn (Delete)</translation>
    </message>
    <message>
        <source>Move the camera to where something is to be seen, then keep the position.</source>
        <translation>Xoay camera tới chỗ cần xem rồi lưu vị trí đó.</translation>
    </message>
    <message>
        <source>No presets yet</source>
        <translation>Chưa có vị trí đặt sẵn</translation>
    </message>
    <message>
        <source>Stop tour</source>
        <translation>Dừng tuần tra</translation>
    </message>
    <message>
        <source>Start tour</source>
        <translation>Bắt đầu tuần tra</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Rename preset</source>
        <translation>Đổi tên vị trí</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Đổi tên</translation>
    </message>
    <message>
        <source>Store this position as “{name}”?</source>
        <translation>Lưu vị trí này vào “{name}”?</translation>
    </message>
    <message>
        <source>The camera forgets the old position of this preset.</source>
        <translation>Camera bỏ vị trí cũ đã lưu ở đây.</translation>
    </message>
    <message>
        <source>Tours go on with the new position.</source>
        <translation>Các lượt tuần tra dùng vị trí mới.</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Remove preset</source>
        <translation>Xóa vị trí</translation>
    </message>
    <message>
        <source>Go there (Enter)</source>
        <translation>Xoay tới đó (Enter)</translation>
    </message>
    <message>
        <source>New tour</source>
        <translation>Thêm tuần tra</translation>
    </message>
    <message>
        <source>Change tour (F2)</source>
        <translation>Sửa tuần tra (F2)</translation>
    </message>
    <message>
        <source>Remove tour (Delete)</source>
        <translation>Xóa tuần tra (Delete)</translation>
    </message>
    <message>
        <source>A tour drives to presets in turn. It waits while somebody moves the camera.</source>
        <translation>Tuần tra lần lượt qua các vị trí đặt sẵn và tạm nghỉ khi có người điều khiển camera.</translation>
    </message>
    <message>
        <source>No tours yet</source>
        <translation>Chưa có tuần tra</translation>
    </message>
    <message>
        <source>{name} · {n} stops</source>
        <translation>{name} · {n} điểm</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>đang chạy</translation>
    </message>
    <message>
        <source>Tour {n}</source>
        <translation>Tuần tra {n}</translation>
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
        <source>Give it back</source>
        <translation>Trả quyền</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>{who} would like to move this camera</source>
        <translation>{who} hỏi mượn camera này</translation>
    </message>
    <message>
        <source>Free in {left} if nothing is pressed</source>
        <translation>Tự trả sau {left} nếu không ai thao tác</translation>
    </message>
    <message>
        <source>Leave it (Esc)</source>
        <translation>Thôi (Esc)</translation>
    </message>
    <message>
        <source>Take the control (Enter)</source>
        <translation>Lấy quyền điều khiển (Enter)</translation>
    </message>
    <message>
        <source>Ask for it (Enter)</source>
        <translation>Hỏi mượn (Enter)</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Asked. It is yours as soon as it is free · {left}</source>
        <translation>Đã hỏi mượn. Được điều khiển ngay khi camera rảnh · {left}</translation>
    </message>
    <message>
        <source>{who} has the control</source>
        <translation>{who} đang điều khiển</translation>
    </message>
    <message>
        <source>The tour runs</source>
        <translation>Tuần tra đang chạy</translation>
    </message>
    <message>
        <source>Tour removed</source>
        <translation>Đã xóa tuần tra</translation>
    </message>
    <message>
        <source>Change tour</source>
        <translation>Sửa tuần tra</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Các điểm dừng</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vị trí đặt sẵn</translation>
    </message>
    <message>
        <source>s</source>
        <translation>giây</translation>
    </message>
    <message>
        <source>Seconds at this stop</source>
        <translation>Số giây dừng</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Chậm</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Vừa</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Nhanh</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Lên trước</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Xuống sau</translation>
    </message>
    <message>
        <source>Take this stop out</source>
        <translation>Bỏ điểm này</translation>
    </message>
    <message>
        <source>Speed between stops</source>
        <translation>Tốc độ giữa các điểm</translation>
    </message>
    <message>
        <source>Keep tour</source>
        <translation>Lưu tuần tra</translation>
    </message>
    <message>
        <source>(preset is gone)</source>
        <translation>(vị trí đã bị xóa)</translation>
    </message>
    <message>
        <source>{n}. {name} · {s} s</source>
        <translation>{n}. {name} · {s} giây</translation>
    </message>
    <message>
        <source>A tour needs a name</source>
        <translation>Tuần tra cần có tên</translation>
    </message>
    <message>
        <source>This camera already has a tour of that name</source>
        <translation>Camera này đã có tuần tra trùng tên</translation>
    </message>
    <message>
        <source>Add at least one stop</source>
        <translation>Thêm ít nhất một điểm dừng</translation>
    </message>
    <message>
        <source>One round: {s} s at {n} stops</source>
        <translation>Mỗi vòng: dừng {s} giây ở {n} điểm</translation>
    </message>
</context>
</TS>
