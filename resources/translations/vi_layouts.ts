<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>layouts</name>
    <message>
        <source>Show the camera list</source>
        <translation>Hiện danh sách camera</translation>
    </message>
    <message>
        <source>Layouts of the wall</source>
        <translation>Các bố cục</translation>
    </message>
    <message>
        <source>New layout</source>
        <translation>Bố cục mới</translation>
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
        <source>Tour</source>
        <translation>Tuần tra</translation>
    </message>
    <message>
        <source>Start or pause the tour of layouts (Shift+V)</source>
        <translation>Chạy hoặc dừng tuần tra các bố cục (Shift+V)</translation>
    </message>
    <message>
        <source>Next layout (Shift+N)</source>
        <translation>Bố cục tiếp theo (Shift+N)</translation>
    </message>
    <message>
        <source>Previous layout (Shift+B)</source>
        <translation>Bố cục trước (Shift+B)</translation>
    </message>
    <message>
        <source>Which layouts, how long…</source>
        <translation>Chọn bố cục và thời gian…</translation>
    </message>
    <message>
        <source>New wall window (Ctrl+Shift+N)</source>
        <translation>Cửa sổ tường hình mới (Ctrl+Shift+N)</translation>
    </message>
    <message>
        <source>Tour of the layouts</source>
        <translation>Tuần tra các bố cục</translation>
    </message>
    <message>
        <source>Tour {n} s</source>
        <translation>Tuần tra {n} giây</translation>
    </message>
    <message>
        <source>{n} s until the next layout</source>
        <translation>Còn {n} giây đến bố cục tiếp theo</translation>
    </message>
    <message>
        <source>Tour waits</source>
        <translation>Tuần tra chờ</translation>
    </message>
    <message>
        <source>The tour waits: {why}</source>
        <translation>Tuần tra đang chờ: {why}</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>Vẽ tay</translation>
    </message>
    <message>
        <source>{name}: {n} panes</source>
        <translation>{name}: {n} ô</translation>
    </message>
    <message>
        <source>{meaning} (key {key})</source>
        <translation>{meaning} (phím {key})</translation>
    </message>
    <message>
        <source>Draw a layout… (E)</source>
        <translation>Vẽ bố cục… (E)</translation>
    </message>
    <message>
        <source>Shared with everybody</source>
        <translation>Dùng chung</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Đã khóa</translation>
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
        <source>Rename</source>
        <translation>Đổi tên</translation>
    </message>
    <message>
        <source>Make a copy of my own</source>
        <translation>Sao chép thành bố cục riêng</translation>
    </message>
    <message>
        <source>Show it to me only</source>
        <translation>Chỉ dùng riêng</translation>
    </message>
    <message>
        <source>Share with everybody</source>
        <translation>Dùng chung cho mọi người</translation>
    </message>
    <message>
        <source>Remove this layout</source>
        <translation>Xóa bố cục này</translation>
    </message>
    <message>
        <source>Window {n}</source>
        <translation>Cửa sổ {n}</translation>
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
        <source>{name}, copy</source>
        <translation>{name} (bản sao)</translation>
    </message>
    <message>
        <source>Layout being drawn</source>
        <translation>Bố cục đang vẽ</translation>
    </message>
    <message>
        <source>Pane {n} of {m}, {w} × {h} of {columns} × {rows}</source>
        <translation>Ô {n} trên {m}, {w} × {h} trong lưới {columns} × {rows}</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Để nguyên</translation>
    </message>
    <message>
        <source>Keep the layout as it was (Esc)</source>
        <translation>Giữ bố cục như cũ (Esc)</translation>
    </message>
    <message>
        <source>Use this layout</source>
        <translation>Dùng bố cục này</translation>
    </message>
    <message>
        <source>Use this layout (Enter)</source>
        <translation>Dùng bố cục này (Enter)</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Chia dọc</translation>
    </message>
    <message>
        <source>Split the pane into two side by side (V)</source>
        <translation>Chia ô thành hai ô cạnh nhau (V)</translation>
    </message>
    <message>
        <source>One above the other</source>
        <translation>Chia ngang</translation>
    </message>
    <message>
        <source>Split the pane into two, one above the other (H)</source>
        <translation>Chia ô thành hai ô trên và dưới (H)</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Gộp</translation>
    </message>
    <message>
        <source>Make one pane of those marked (M)</source>
        <translation>Gộp các ô đã chọn thành một (M)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation>Bỏ thay đổi vừa rồi (Ctrl+Z)</translation>
    </message>
    <message>
        <source>{n} panes</source>
        <translation>{n} ô</translation>
    </message>
    <message>
        <source>drag edges, mark several panes</source>
        <translation>kéo cạnh ô để đổi cỡ, kéo qua nhiều ô để chọn</translation>
    </message>
    <message>
        <source>Arrows choose a pane, with Shift several, with Ctrl they move its edge.</source>
        <translation>Phím mũi tên chọn ô, giữ Shift để chọn nhiều ô, giữ Ctrl để dời cạnh ô.</translation>
    </message>
    <message>
        <source>This pane is too small to split</source>
        <translation>Ô này quá nhỏ, không chia được nữa</translation>
    </message>
    <message>
        <source>A layout has at most 64 panes</source>
        <translation>Một bố cục có nhiều nhất 64 ô</translation>
    </message>
    <message>
        <source>The marked panes don&apos;t form a rectangle</source>
        <translation>Các ô đã chọn không tạo thành hình chữ nhật</translation>
    </message>
    <message>
        <source>Mark two panes or more to join them</source>
        <translation>Chọn từ hai ô trở lên để gộp</translation>
    </message>
    <message>
        <source>Unlock it to change panes</source>
        <translation>Mở khóa rồi mới đổi được các ô</translation>
    </message>
    <message>
        <source>This layout is locked</source>
        <translation>Bố cục này đã khóa</translation>
    </message>
    <message>
        <source>This layout is shared</source>
        <translation>Bố cục này dùng chung</translation>
    </message>
    <message>
        <source>Make a copy of your own to change panes</source>
        <translation>Sao chép thành bố cục riêng để đổi các ô</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Take a larger layout, or a tour in one pane</source>
        <translation>Chọn bố cục lớn hơn, hoặc cho tuần tra trong một ô</translation>
    </message>
    <message>
        <source>{n} cameras found no pane</source>
        <translation>{n} camera không còn ô để đặt</translation>
    </message>
    <message>
        <source>Taken off the wall</source>
        <translation>Đã bỏ khỏi tường hình</translation>
    </message>
    <message>
        <source>The tour of this pane has ended</source>
        <translation>Đã bỏ tuần tra ở ô này</translation>
    </message>
    <message>
        <source>No hot spot any more</source>
        <translation>Đã bỏ ô tâm điểm</translation>
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
        <source>Unlock it first</source>
        <translation>Mở khóa trước đã</translation>
    </message>
    <message>
        <source>Only who may share layouts changes it; make a copy of your own</source>
        <translation>Chỉ người có quyền dùng chung bố cục mới đổi được; có thể sao chép thành bố cục riêng</translation>
    </message>
    <message>
        <source>{name} can&apos;t be changed</source>
        <translation>Không đổi được {name}</translation>
    </message>
    <message>
        <source>Everybody sees this layout now</source>
        <translation>Bố cục này giờ dùng chung cho mọi người</translation>
    </message>
    <message>
        <source>Only you see this layout now</source>
        <translation>Bố cục này giờ chỉ dùng riêng</translation>
    </message>
    <message>
        <source>Layout removed</source>
        <translation>Đã bỏ bố cục</translation>
    </message>
    <message>
        <source>Unlock it first; the last layout always stays</source>
        <translation>Mở khóa trước đã; bố cục cuối cùng luôn được giữ</translation>
    </message>
    <message>
        <source>This layout can&apos;t be removed</source>
        <translation>Không bỏ được bố cục này</translation>
    </message>
    <message>
        <source>Pause the tour (V)</source>
        <translation>Tạm dừng tuần tra (V)</translation>
    </message>
    <message>
        <source>Start the tour (V)</source>
        <translation>Chạy tuần tra (V)</translation>
    </message>
    <message>
        <source>Next camera (N)</source>
        <translation>Camera tiếp theo (N)</translation>
    </message>
    <message>
        <source>Previous camera (B)</source>
        <translation>Camera trước (B)</translation>
    </message>
    <message>
        <source>Tour of cameras in this pane…</source>
        <translation>Tuần tra camera trong ô này…</translation>
    </message>
    <message>
        <source>No hot spot (H)</source>
        <translation>Bỏ ô tâm điểm (H)</translation>
    </message>
    <message>
        <source>Hot spot: show what is selected (H)</source>
        <translation>Ô tâm điểm: hiện camera đang chọn (H)</translation>
    </message>
    <message>
        <source>Empty this pane (Delete)</source>
        <translation>Để trống ô này (Delete)</translation>
    </message>
    <message>
        <source>s</source>
        <translation>giây</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Số giây</translation>
    </message>
    <message>
        <source>Tour in this pane</source>
        <translation>Tuần tra trong ô này</translation>
    </message>
    <message>
        <source>Find a camera…</source>
        <translation>Tìm camera…</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Turns, in order</source>
        <translation>Các lượt, theo thứ tự</translation>
    </message>
    <message>
        <source>The same for all</source>
        <translation>Như nhau cho mọi lượt</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Earlier (Ctrl+↑)</source>
        <translation>Lên trước (Ctrl+↑)</translation>
    </message>
    <message>
        <source>Later (Ctrl+↓)</source>
        <translation>Xuống sau (Ctrl+↓)</translation>
    </message>
    <message>
        <source>Take out (Delete)</source>
        <translation>Bỏ khỏi tuần tra (Delete)</translation>
    </message>
    <message>
        <source>Use this tour</source>
        <translation>Dùng tuần tra này</translation>
    </message>
    <message>
        <source>Each turn</source>
        <translation>Mỗi lượt</translation>
    </message>
    <message>
        <source>{camera} · {n} s</source>
        <translation>{camera} · {n} giây</translation>
    </message>
    <message>
        <source>{n} turns, one round takes {m}:{s:02d}</source>
        <translation>{n} lượt, một vòng hết {m}:{s:02d}</translation>
    </message>
    <message>
        <source>Without cameras there is no tour: the pane stays empty.</source>
        <translation>Chưa có camera thì không tuần tra: ô để trống.</translation>
    </message>
    <message>
        <source>The wall goes from one layout to the next; it waits while somebody works on it.</source>
        <translation>Tường hình lần lượt chuyển qua các bố cục, và chờ khi có người đang thao tác.</translation>
    </message>
    <message>
        <source>Locked or shared: it keeps its time</source>
        <translation>Đã khóa hoặc dùng chung: giữ nguyên thời gian</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Lưu</translation>
    </message>
</context>
</TS>
