import type { WordTable } from './word-table.js';

export const id: WordTable = {
  sure: {
    0: 'nol',
    2: 'dua',
    3: 'tiga',
    4: 'empat',
    5: 'lima',
    6: 'enam',
    7: 'tujuh',
    8: 'delapan',
    9: 'sembilan',
    10: 'sepuluh',
    11: 'sebelas',
    100: 'seratus',
    1000: 'seribu',
  },
  maybe: { 1: 'pertama', 2: 'kedua ganda sepasang', 3: 'ketiga', 4: 'keempat', 5: 'kelima', 1000000: 'sejuta' },
  one: 'satu sebuah',
  times: {
    10: 'puluh',
    100: 'ratus',
    1000: 'ribu rb',
    1000000: 'juta jt',
    1000000000: 'miliar milyar',
    1000000000000: 'triliun',
  },
  teen: 'belas',
  parts: {
    2: 'setengah separuh perdua',
    3: 'pertiga sepertiga',
    4: 'perempat seperempat',
    5: 'perlima seperlima',
    10: 'persepuluh',
  },
  andHalf: 'setengah',
  dozen: 'selusin lusin',
  letters: { m: 1e9, t: 1e12 },
  percent: 'persen',
};

export const vi: WordTable = {
  sure: { 2: 'hai', 4: 'bốn', 6: 'sáu', 7: 'bảy bẩy', 8: 'tám', 9: 'chín', 10: 'mười' },
  maybe: { 0: 'không', 1: 'mốt nhất', 2: 'nhì cặp đôi', 3: 'ba', 4: 'tư', 5: 'năm lăm' },
  one: 'một',
  times: { 10: 'mươi', 100: 'trăm', 1000: 'nghìn ngàn', 1000000: 'triệu tr', 1000000000: 'tỷ tỉ' },
  parts: { 2: 'nửa' },
  over: 'phần',
  andHalf: 'rưỡi',
  dozen: 'tá',
  percent: 'phần trăm',
};

const hanCounters =
  '个|個|盒|件|瓶|包|公斤|千克|克|斤|块|塊|元|圆|円|条|條|只|隻|张|張|把|双|雙|袋|箱|罐|杯|次|人|位|天|年|月|日|号|號|点|點|小时|小時|时|時|分钟|分鐘|种|種|层|片|支|枝|台|套|套装|本|折|对|對|颗|顆|粒|朵|袋|组|組|份|枚|回|冊|匹|名|着|足|つ|キロ|グラム|割|度|米|厘米|公分|公里|升|毫升|吨|噸|美元|欧元|歐元|日元|英镑|英鎊|卢比|人民币|美金|毛|岁|歲|周|週|星期|倍|卷|束|桶|ドル|ユーロ|リットル|メートル|パック|セット|%|kg|g|ml|cm';

const han = {
  sure: {},
  maybe: {},
  one: '',
  times: {},
  unspaced: true,
  counters: hanCounters,
  half: /[一ー]?半(?=[价價額额])|半(?=公斤|斤|公升|升|吨|噸|米|キロ|リットル|kg|ml|l(?![a-z]))/giu,
} as const;

export const zh: WordTable = { ...han, dropsLastMultiplier: true, percent: '百分之' };
export const ja: WordTable = { ...han, percent: 'パーセント' };

export const ko: WordTable = {
  sure: {},
  one: '',
  times: {},
  unspaced: true,
  counters: '원|개|명|병|잔|박스|상자|봉지|킬로|그램|퍼센트|달러|위안|엔|유로|세트|팩|%|kg|g',
  half: /반(?=값|액| ?(?:킬로|kg|리터))/giu,
  percent: '퍼센트|프로',
};

export const th: WordTable = {
  sure: { 3: 'สาม', 2: 'สอง ยี่', 4: 'สี่', 5: 'ห้า', 6: 'หก', 7: 'เจ็ด', 8: 'แปด', 9: 'เก้า', 0: 'ศูนย์' },
  one: 'หนึ่ง เอ็ด',
  times: { 10: 'สิบ', 100: 'ร้อย', 1000: 'พัน', 10000: 'หมื่น', 100000: 'แสน', 1000000: 'ล้าน' },
  unspaced: true,
  counters:
    'กล่อง|ชิ้น|อัน|ถุง|ขวด|คน|กิโล|กก|กรัม|บาท|ตัว|ใบ|แพ็ค|แก้ว|คู่|ชุด|ลูก|เดือน|วัน|ปี|ชั่วโมง|นาที|เปอร์เซ็นต์|ดอลลาร์|ลิตร|เมตร|ซอง|กระป๋อง|แท่ง|เล่ม|เครื่อง|%',
  half: /ครึ่ง(?=ราคา|กิโล|ลิตร)/gu,
  percent: 'เปอร์เซ็นต์|เปอร์เซนต์|ร้อยละ',
};
