/**
 * What people say and CLDR does not list: short names of currencies and measures, by the id of the currency (ISO 4217)
 * or of the unit (ECMA-402). A name that may be several stands under each.
 */
export const spokenMoney: Readonly<Record<string, string>> = {
  'USD CAD AUD NZD HKD SGD TWD':
    '$ dollar dollars bucks dólar dólares dollaro dollari доллар دولار دولارات دولارًا دولارا دلار डॉलर ดอลลาร์ ดอลล่าร์ 刀 ドル 달러 불 dola đô dolar dolara dólares amadolari idorari',
  USD: 'us$ usd$ 美元 美金 美刀 米ドル 미국달러 미달러',
  EUR: '€ euro euros Euro евро يورو یورو यूरो ยูโร 欧元 歐元 ユーロ 유로 yuro avro ero',
  GBP: '£ pound pounds quid pfund libra libras livre livres sterline sterlina фунт фунтов جنيه پوند पाउंड ปอนด์ 英镑 英鎊 ポンド 파운드 pauni poundi',
  CNY: '¥ ￥ 元 块 塊 块钱 塊錢 圆 人民币 rmb cny yuan yuans юань юаней юаня یوان يوان युआन หยวน 元人民币 人民元 위안 nhân tệ tệ renminbi juan juanów yuanes',
  JPY: '¥ ￥ 円 日元 日圆 yen yenes iene ienes иен иена ين ین येन เยน 엔 yên jeny jenów',
  KRW: '₩ 원 韩元 韓元 ウォン won wones вон won',
  'INR PKR LKR NPR MUR':
    '₹ rs rs. re rupee rupees rupie rupien roupie roupies rupia rupias rupie рупий рупия рупии روبية روپیه रुपये रुपए रुपया रुपयों รูปี 卢比 盧比 ルピー 루피 rupi',
  IDR: 'rp rupiah',
  'RUB BYN': '₽ rub руб р рублей рубль рубля rubel rublos rouble roubles ruble rubles rublo 卢布',
  'KES TZS UGX': 'ksh tsh ush shilling shillings shilingi schilling chelines xelins шиллингов شلن 先令 シリング 실링',
  KES: 'ksh ksh. kes/=',
  TZS: 'tsh tsh.',
  RWF: 'frw rwf rf amafaranga francs rwandais',
  'CHF RWF XAF XOF BIF CDF':
    'fr fr. franc francs franken franco francos franchi франков франк فرنك فرانک फ़्रैंक ฟรังก์ 法郎 フラン 프랑 faranga',
  NGN: '₦ naira',
  ZAR: 'rand r',
  'BRL SAR QAR OMR YER IRR': 'real reais reales réal réals реалов ريال ریال रियाल เรียล 里亚尔 レアル riyal riyals rial',
  BRL: 'r$',
  'AED MAD': 'dirham dirhams درهم dírhams 迪拉姆',
  TRY: '₺ tl lira liras',
  THB: '฿ baht bahts บาท 泰铢 バーツ 바트 bath',
  VND: '₫ đ đồng dong vnđ',
  'SEK NOK DKK ISK': 'kr kronor kroner krona krone kronen couronnes coronas корон koron',
  PLN: 'zł zloty złoty złotych złote zł. злотых',
  'MXN ARS CLP COP PHP UYU DOP CUP': '$ peso pesos песо 比索 ペソ 페소',
  ETB: 'br birr',
  UAH: '₴ грн гривен',
  ILS: '₪ shekel shekels',
  toman: 'تومان toman tomans',
};

export const spokenUnits: Readonly<Record<string, string>> = {
  kilogram:
    'kg kgs kilo kilos chilo chili kilogramme kilogrammes kiló кг кило кг. كغ كجم كغم كيلو كيلوجرام كيلوغرام كيلوغرامات کیلو کیلوگرم किलो किग्रा กก กก. กิโล กิโลกรัม 公斤 千克 キロ キログラム ㎏ 킬로 킬로그램 ký kí cân kilô ibiro ikiro kilogarama kilogramu',
  gram: 'g gr gm gms grs gramme grammes гр г gramos غرام غرامات غراما جرام جرامات جراما غم جم گرم ग्राम กรัม 克 グラム 그램 gam garama gramu',
  milligram: 'mg мг ملغ 毫克 ミリグラム milligram milligrams milligramm miligramos miligramas milligrammes',
  jin: '斤 市斤 jin catty catties',
  tonne: 't ton tons tonne tonnes tonnen toneladas tonnellate тонн тонна طن تن टन ตัน 吨 噸 トン 톤 tấn toni',
  liter:
    'l lt ltr liter litre litres liters litro litros litri л литр لتر لیتر लीटर ลิตร 升 リットル 리터 lít lita litiro',
  milliliter: 'ml millilitre millilitres мл مل میلی‌لیتر 毫升 ミリリットル 밀리리터 มล มล. मिली mililitro mililitros',
  centiliter: 'cl сл 厘升',
  meter: 'm metre meter metres meters metro metros metri м метр متر मीटर เมตร 米 公尺 メートル 미터 mét mita metero',
  sqm: 'sqm m2 qm кв.м 平方米 平米 平方公尺 متر مربع 제곱미터 ตารางเมตร',
  sqkm: 'sqkm km2',
  cbm: 'cbm m3 立方米',
  centimeter: 'cm centimetre centimetres см سم سانتی‌متر 厘米 公分 センチ 센티 ซม ซม. सेमी sentimita santimetero',
  millimeter: 'mm millimetre millimetres мм مم 毫米 ミリ 밀리 มม มม.',
  kilometer: 'km kilometre kilometres км كم کیلومتر 公里 千米 キロメートル กม กม. किमी kilomita',
  inch: 'in inch inches ″ zoll pouces pulgadas polegadas pollici дюйм дюймов 英寸 インチ 인치 นิ้ว',
  foot: 'ft foot feet fuß pieds pies pés piedi фут футов 英尺 フィート 피트 ฟุต',
  pound: 'lb lbs pound pounds pfund libra libras livre livres libbre фунт фунтов 磅 ポンド 파운드 ปอนด์ رطل पाउंड',
  ounce: 'oz ounce ounces unze unzen once onces onza onzas onça onças once унция унций 盎司 オンス 온스 ออนซ์ أونصة औंस',
};
