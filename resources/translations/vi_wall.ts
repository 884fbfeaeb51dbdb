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
        <source>The camera stopped sending pictures</source>
        <translation>Camera ngừng gửi hình</translation>
    </message>
    <message>
        <source>The decoder is starting again</source>
        <translation>Bộ giải mã đang khởi động lại</translation>
    </message>
    <message>
        <source>The camera ended the stream</source>
        <translation>Camera đã ngắt luồng hình</translation>
    </message>
    <message>
        <source>No right to this camera</source>
        <translation>Không có quyền với camera này</translation>
    </message>
    <message>
        <source>The connection failed ({code})</source>
        <translation>Không kết nối được ({code})</translation>
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
        <source>Refused</source>
        <translation>Từ chối</translation>
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
        <source>Drag a camera here</source>
        <translation>Kéo camera vào đây</translation>
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
        <source>Recording</source>
        <translation>Đang ghi</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>Không ghi</translation>
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
</context>
</TS>
