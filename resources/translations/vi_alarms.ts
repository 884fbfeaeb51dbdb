<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>alarms</name>
    <message>
        <source>Show on the wall</source>
        <translation>Hiện trên tường</translation>
    </message>
    <message>
        <source>Details and note</source>
        <translation>Chi tiết và ghi chú</translation>
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
        <source>Camera covered</source>
        <translation>Camera bị che</translation>
    </message>
    <message>
        <source>Camera blurred</source>
        <translation>Camera bị mờ</translation>
    </message>
    <message>
        <source>Camera darkened</source>
        <translation>Camera bị tối</translation>
    </message>
    <message>
        <source>Camera dazzled</source>
        <translation>Camera bị chói</translation>
    </message>
    <message>
        <source>Camera turned away</source>
        <translation>Camera bị xoay</translation>
    </message>
    <message>
        <source>The same picture repeats</source>
        <translation>Hình bị đứng, lặp lại</translation>
    </message>
    <message>
        <source>Only kept footage is left on the disk</source>
        <translation>Ổ đĩa chỉ còn dữ liệu đang giữ</translation>
    </message>
    <message>
        <source>The camera&apos;s clock is wrong</source>
        <translation>Đồng hồ camera sai</translation>
    </message>
    <message>
        <source>Recorder of this PC</source>
        <translation>Bộ ghi của máy này</translation>
    </message>
    <message>
        <source>Recorder of PC {name}</source>
        <translation>Bộ ghi của máy {name}</translation>
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
        <source>over · {times}</source>
        <translation>đã hết · {times}</translation>
    </message>
    <message>
        <source>{n} times</source>
        <translation>{n} lần</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Đã xem</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>Báo nhầm</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Đã báo cấp trên</translation>
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
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>All alarms of the past</source>
        <translation>Mọi báo động trước đây</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Đã xác nhận</translation>
    </message>
    <message>
        <source>{n} more wait: show all</source>
        <translation>Còn {n} báo động: xem tất cả</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} mới</translation>
    </message>
    <message>
        <source>Muted, {n} min left</source>
        <translation>Tắt tiếng, còn {n} phút</translation>
    </message>
    <message>
        <source>No loudspeaker: alarms can&apos;t be heard on this PC</source>
        <translation>Không có loa: máy này không nghe được báo động</translation>
    </message>
    <message>
        <source>Volume 0: alarms can&apos;t be heard on this PC</source>
        <translation>Âm lượng 0: máy này không nghe được báo động</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Không có báo động</translation>
    </message>
    <message>
        <source>Picture frozen</source>
        <translation>Hình đứng</translation>
    </message>
    <message>
        <source>The camera refuses</source>
        <translation>Camera từ chối</translation>
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
        <source>Connection lost</source>
        <translation>Mất kết nối</translation>
    </message>
    <message>
        <source>Take the present view as the reference?</source>
        <translation>Lấy hình hiện tại làm ảnh chuẩn?</translation>
    </message>
    <message>
        <source>The reference picture until now is replaced</source>
        <translation>Ảnh chuẩn cũ bị thay</translation>
    </message>
    <message>
        <source>Who did it and when stays in the log</source>
        <translation>Ai làm, lúc nào vẫn còn trong nhật ký</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Lấy làm ảnh chuẩn</translation>
    </message>
    <message>
        <source>The view is learned anew</source>
        <translation>Đang học lại góc nhìn</translation>
    </message>
    <message>
        <source>No loudspeaker on this PC</source>
        <translation>Máy này không có loa</translation>
    </message>
    <message>
        <source>Plug one in, then test again</source>
        <translation>Cắm loa rồi nghe thử lại</translation>
    </message>
    <message>
        <source>Take the present view as the reference</source>
        <translation>Lấy hình hiện tại làm ảnh chuẩn</translation>
    </message>
    <message>
        <source>What it was</source>
        <translation>Đánh giá</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Không bắt buộc</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation>Lưu ghi chú</translation>
    </message>
    <message>
        <source>All alarms</source>
        <translation>Tất cả báo động</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Mọi camera</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Last {n} days</source>
        <translation>{n} ngày qua</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Số ngày</translation>
    </message>
    <message>
        <source>Only unacknowledged</source>
        <translation>Chỉ báo động chưa xác nhận</translation>
    </message>
    <message>
        <source>Choose more days, another kind or all cameras.</source>
        <translation>Chọn nhiều ngày hơn, loại khác hoặc mọi camera.</translation>
    </message>
    <message>
        <source>No alarm here</source>
        <translation>Không có báo động nào</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Mọi loại</translation>
    </message>
    <message>
        <source>Tampering</source>
        <translation>Phá hoại camera</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Mất hình, mất ghi</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Báo động</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Kéo dài</translation>
    </message>
    <message>
        <source>Acknowledged by</source>
        <translation>Người xác nhận</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>The newest {n}</source>
        <translation>{n} báo động mới nhất</translation>
    </message>
    <message>
        <source>{n} alarms</source>
        <translation>{n} báo động</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>chưa hết</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>chưa ai xác nhận</translation>
    </message>
    <message>
        <source>Sound of alarms</source>
        <translation>Âm báo động</translation>
    </message>
    <message>
        <source>Mute for {n} minutes</source>
        <translation>Tắt tiếng {n} phút</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Bật tiếng</translation>
    </message>
    <message>
        <source>Test the sound</source>
        <translation>Nghe thử</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Âm lượng</translation>
    </message>
    <message>
        <source>At {time}</source>
        <translation>Lúc {time}</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Ảnh chuẩn</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Reference picture and the picture of the alarm</source>
        <translation>Ảnh chuẩn và ảnh lúc báo động</translation>
    </message>
</context>
</TS>
