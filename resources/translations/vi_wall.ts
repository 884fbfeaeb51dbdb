<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>wall</name>
    <message>
        <source>The camera does not answer (timed out)</source>
        <translation>Camera không trả lời (hết thời gian chờ)</translation>
    </message>
    <message>
        <source>The camera can&apos;t be reached (network or power)</source>
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
        <source>The recording folder can&apos;t be written</source>
        <translation>Không ghi được vào thư mục ghi hình</translation>
    </message>
    <message>
        <source>The recording disk is not there</source>
        <translation>Không thấy ổ ghi</translation>
    </message>
    <message>
        <source>The disk is full of footage that has to be kept: nothing more can be recorded soon</source>
        <translation>Ổ đĩa đầy dữ liệu phải giữ: sắp không ghi thêm được</translation>
    </message>
    <message>
        <source>Other files fill the recording disk</source>
        <translation>Tệp khác chiếm hết ổ đĩa ghi hình</translation>
    </message>
    <message>
        <source>Another recorder records it</source>
        <translation>Máy ghi khác đang ghi</translation>
    </message>
    <message>
        <source>{n} s against this PC: set the camera&apos;s clock</source>
        <translation>Lệch {n} giây so với máy tính: hãy chỉnh giờ camera</translation>
    </message>
    <message>
        <source>The camera&apos;s password can&apos;t be opened</source>
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
        <source>Dazzled</source>
        <translation>Bị chói</translation>
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
        <source>Shows the camera that is selected</source>
        <translation>Hiện camera đang được chọn</translation>
    </message>
    <message>
        <source>Hot spot</source>
        <translation>Ô tâm điểm</translation>
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
        <source>Recording by hand</source>
        <translation>Đang ghi theo lệnh</translation>
    </message>
    <message>
        <source>Records on motion</source>
        <translation>Chờ chuyển động</translation>
    </message>
    <message>
        <source>Outside its recording hours</source>
        <translation>Ngoài giờ ghi</translation>
    </message>
    <message>
        <source>PTZ tour</source>
        <translation>Tuần tra</translation>
    </message>
    <message>
        <source>Tour {turn} · {left}</source>
        <translation>Tuần tra {turn} · {left}</translation>
    </message>
    <message>
        <source>Tour {turn} waits: {why}</source>
        <translation>Tuần tra {turn} chờ: {why}</translation>
    </message>
    <message>
        <source>Waits: {why}</source>
        <translation>Chờ: {why}</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>có báo động</translation>
    </message>
    <message>
        <source>being moved</source>
        <translation>đang điều khiển</translation>
    </message>
    <message>
        <source>enlarged</source>
        <translation>đang phóng to</translation>
    </message>
    <message>
        <source>zoomed in</source>
        <translation>đang phóng hình</translation>
    </message>
    <message>
        <source>replaying</source>
        <translation>đang xem lại</translation>
    </message>
    <message>
        <source>being watched</source>
        <translation>đang xem</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>tạm dừng</translation>
    </message>
    <message>
        <source>Key frames only, until the PC has time again</source>
        <translation>Chỉ còn khung khóa, đến khi máy rảnh lại</translation>
    </message>
    <message>
        <source>Fewer pictures a second, until the PC has time again</source>
        <translation>Ít hình mỗi giây hơn, đến khi máy rảnh lại</translation>
    </message>
    <message>
        <source>Live wall</source>
        <translation>Tường hình</translation>
    </message>
    <message>
        <source>Replay of the last seconds</source>
        <translation>Đang xem lại các giây vừa qua</translation>
    </message>
    <message>
        <source>Zoomed in</source>
        <translation>Đang phóng to</translation>
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
        <source>This camera can&apos;t be moved</source>
        <translation>Camera này không xoay được</translation>
    </message>
    <message>
        <source>No right to move cameras</source>
        <translation>Không có quyền xoay camera</translation>
    </message>
    <message>
        <source>{who} has taken the control</source>
        <translation>{who} đã lấy quyền điều khiển</translation>
    </message>
    <message>
        <source>The control was given back</source>
        <translation>Đã trả quyền điều khiển</translation>
    </message>
    <message>
        <source>Nothing was pressed for a while</source>
        <translation>Một lúc không có thao tác nào</translation>
    </message>
    <message>
        <source>Nothing was recorded in the last {n} s</source>
        <translation>Không có hình ghi trong {n} giây vừa qua</translation>
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
        <source>Show incident</source>
        <translation>Xem vụ việc</translation>
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
        <source>The last 30 seconds in playback</source>
        <translation>Mở 30 giây vừa qua ở trang Xem lại</translation>
    </message>
    <message>
        <source>No right to look at recordings</source>
        <translation>Không có quyền xem lại</translation>
    </message>
    <message>
        <source>Instant replay on the wall</source>
        <translation>Xem lại ngay trên tường hình</translation>
    </message>
    <message>
        <source>No right to save stills</source>
        <translation>Không có quyền lưu ảnh</translation>
    </message>
    <message>
        <source>A still is a copy: ask the board for it (Article 4.2 of the regulation)</source>
        <translation>Ảnh lưu là bản sao: xin Ban giám hiệu duyệt (Điều 4.2 Quy chế)</translation>
    </message>
    <message>
        <source>There is no picture to save</source>
        <translation>Chưa có hình để lưu</translation>
    </message>
    <message>
        <source>As large as the pane: this moment isn&apos;t recorded</source>
        <translation>Cỡ bằng ô hình: lúc này không có bản ghi</translation>
    </message>
    <message>
        <source>Still saved</source>
        <translation>Đã lưu ảnh</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>Where stills are saved</source>
        <translation>Nơi lưu ảnh</translation>
    </message>
    <message>
        <source>Stills are saved there from now on</source>
        <translation>Từ nay ảnh được lưu ở đó</translation>
    </message>
    <message>
        <source>Turn the wheel over the picture, or press +</source>
        <translation>Lăn chuột trên hình, hoặc nhấn +</translation>
    </message>
    <message>
        <source>Zoom in first</source>
        <translation>Phóng to trước đã</translation>
    </message>
    <message>
        <source>Replay the last 30 seconds (R)</source>
        <translation>Xem lại 30 giây vừa qua (R)</translation>
    </message>
    <message>
        <source>Back to live (R)</source>
        <translation>Về hình trực tiếp (R)</translation>
    </message>
    <message>
        <source>Still picture (S)</source>
        <translation>Lưu ảnh (S)</translation>
    </message>
    <message>
        <source>Folder of the stills…</source>
        <translation>Thư mục lưu ảnh…</translation>
    </message>
    <message>
        <source>Zoom out (0)</source>
        <translation>Thu nhỏ về toàn hình (0)</translation>
    </message>
    <message>
        <source>Whole picture in the corner (I)</source>
        <translation>Toàn hình thu nhỏ ở góc (I)</translation>
    </message>
    <message>
        <source>Fill the pane</source>
        <translation>Phủ kín ô hình</translation>
    </message>
    <message>
        <source>Figures of the streams (T)</source>
        <translation>Thông số luồng hình (T)</translation>
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
        <source>Find…</source>
        <translation>Tìm…</translation>
    </message>
    <message>
        <source>Group cameras by</source>
        <translation>Nhóm camera theo</translation>
    </message>
    <message>
        <source>Hide the camera list</source>
        <translation>Ẩn danh sách camera</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Tamper alarm</source>
        <translation>Báo động phá hoại</translation>
    </message>
    <message>
        <source>By area</source>
        <translation>Theo khu vực</translation>
    </message>
    <message>
        <source>By what they are for</source>
        <translation>Theo mục đích</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Theo tình trạng</translation>
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
        <source>Security and order</source>
        <translation>An ninh, trật tự</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Dạy và học</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>Bảo vệ thiết bị</translation>
    </message>
    <message>
        <source>No purpose given</source>
        <translation>Chưa ghi mục đích</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Có báo động</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Bình thường</translation>
    </message>
    <message>
        <source>Without area</source>
        <translation>Chưa có khu vực</translation>
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
        <source>No stream</source>
        <translation>Chưa có luồng</translation>
    </message>
    <message>
        <source>main stream</source>
        <translation>luồng chính</translation>
    </message>
    <message>
        <source>sub stream</source>
        <translation>luồng phụ</translation>
    </message>
    <message>
        <source>{fps} pictures/s · {kbps} kbit/s</source>
        <translation>{fps} hình/giây · {kbps} kbit/s</translation>
    </message>
    <message>
        <source>lost {n} · delay {ms} ms</source>
        <translation>mất {n} · trễ {ms} ms</translation>
    </message>
    <message>
        <source>decoded by the processor</source>
        <translation>giải mã bằng CPU</translation>
    </message>
    <message>
        <source>decoded by {name}</source>
        <translation>giải mã bằng {name}</translation>
    </message>
    <message>
        <source>Replay {time}</source>
        <translation>Xem lại {time}</translation>
    </message>
    <message>
        <source>clock {offset} s</source>
        <translation>lệch giờ {offset} giây</translation>
    </message>
    <message>
        <source>Opening the recording…</source>
        <translation>Đang mở bản ghi…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Tạm dừng</translation>
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
        <source>Layout</source>
        <translation>Bố cục</translation>
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
        <source>CPU {n} %</source>
        <translation>CPU {n} %</translation>
    </message>
    <message>
        <source>PC overloaded: {n} panes lighter</source>
        <translation>Máy quá tải: {n} ô hình nhẹ</translation>
    </message>
    <message>
        <source>Live wall, window {n}</source>
        <translation>Tường hình, cửa sổ {n}</translation>
    </message>
    <message>
        <source>Close one that isn&apos;t needed</source>
        <translation>Đóng bớt cửa sổ không cần</translation>
    </message>
    <message>
        <source>{n} windows are open already</source>
        <translation>Đã mở {n} cửa sổ</translation>
    </message>
    <message>
        <source>Window closed</source>
        <translation>Đã đóng cửa sổ</translation>
    </message>
    <message>
        <source>Its layouts are kept</source>
        <translation>Các bố cục trong đó vẫn còn</translation>
    </message>
</context>
</TS>
