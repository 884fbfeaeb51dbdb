<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>Jobs</name>
    <message>
        <source>Cancel this export job?</source>
        <translation>Hủy việc trích xuất này?</translation>
    </message>
    <message>
        <source>What is being cut now is thrown away.</source>
        <translation>Phần đang trích dở bị bỏ.</translation>
    </message>
    <message>
        <source>Clips already in the incident stay, and the footage stays held.</source>
        <translation>Đoạn đã vào vụ việc vẫn còn, dữ liệu gốc vẫn được giữ.</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Hủy việc</translation>
    </message>
    <message>
        <source>Go on cutting</source>
        <translation>Trích tiếp</translation>
    </message>
    <message>
        <source>Cut and read back: {incident}</source>
        <translation>Đã trích xuất, đã đọc lại: {incident}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Show incident</source>
        <translation>Xem vụ việc</translation>
    </message>
    <message>
        <source>Not cut: {count} of {all}</source>
        <translation>Chưa trích xuất được: {count} trên {all} camera</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>Export jobs</source>
        <translation>Việc trích xuất</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>No export jobs</source>
        <translation>Chưa có việc trích xuất</translation>
    </message>
    <message>
        <source>Mark a stretch in playback and press Cut: clips are made here, one after the other.</source>
        <translation>Chọn một đoạn ở trang Xem lại rồi bấm Trích xuất: các đoạn được trích lần lượt ở đây.</translation>
    </message>
    <message>
        <source>{count} going on</source>
        <translation>{count} đang làm</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Đang chờ</translation>
    </message>
    <message>
        <source>Cutting</source>
        <translation>Đang trích</translation>
    </message>
    <message>
        <source>Done, read back</source>
        <translation>Xong, đã đọc lại</translation>
    </message>
    <message>
        <source>Not cut</source>
        <translation>Chưa trích được</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>{count} cameras</source>
        <translation>{count} camera</translation>
    </message>
    <message>
        <source>asked {time} {date}</source>
        <translation>yêu cầu lúc {time} {date}</translation>
    </message>
    <message>
        <source>Tried again in {length}</source>
        <translation>Tự thử lại sau {length}</translation>
    </message>
    <message>
        <source>Delivered {span}</source>
        <translation>Có được {span}</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} tệp</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> và {count} đoạn nữa</translation>
    </message>
    <message>
        <source>not recorded: {spans}</source>
        <translation>không có ghi hình: {spans}</translation>
    </message>
</context>
</TS>
