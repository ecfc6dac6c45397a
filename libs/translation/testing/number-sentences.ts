/** Sentences as they are said in a live sale, with translations that keep their numbers: source, tag, target, tag. */
export const faithful = `
This tea costs $1,299.00|en|Dieser Tee kostet 1.299,00 $|de
This tea costs $1,299.00|en|Ce thé coûte 1 299,00 $|fr
This tea costs $1,299.00|en|هذا الشاي يكلف ١٬٢٩٩٫٠٠ دولار|ar
This tea costs $1,299.50|en|这款茶售价1299.5美元|zh
This tea costs $1,299.50|en|この紅茶は1,299.50ドルです|ja
This tea costs $1,299.50|en|이 차는 1,299.50달러입니다|ko
This tea costs $1,299.50|en|ชานี้ราคา ๑,๒๙๙.๕๐ ดอลลาร์|th
This tea costs $1,299.50|en|Trà này giá 1.299,50 đô la|vi
This tea costs $1,299.50|en|Teh ini harganya 1.299,50 dolar|id
This tea costs $1,299.50|en|Bu çay 1.299,50 dolar|tr
This tea costs $1,299.50|en|Ta herbata kosztuje 1299,50 dolara|pl
This tea costs $1,299.50|en|Этот чай стоит 1 299,50 доллара|ru
This tea costs $1,299.50|en|Det här teet kostar 1 299,50 dollar|sv
This tea costs $1,299.50|en|Chai hii inagharimu dola 1,299.50|sw
This tea costs $1,299.50|en|इस चाय की कीमत 1,299.50 डॉलर है|hi
This tea costs $1,299.50|en|قیمت این چای ۱٬۲۹۹٫۵۰ دلار است|fa
This tea costs $1,299.50|en|Questo tè costa 1.299,50 dollari|it
This tea costs $1,299.50|en|Este chá custa 1.299,50 dólares|pt
This tea costs $1,299.50|en|Este té cuesta 1.299,50 dólares|es
This tea costs $1,299.50|en|Dieser Tee kostet 1’299.50 Dollar|de-CH
The saree is ₹1,00,000|en-IN|साड़ी की कीमत ₹1,00,000 है|hi
The saree is ₹1,00,000|en-IN|साड़ी की कीमत एक लाख रुपये है|hi
The saree is 100,000 rupees|en|साड़ी १,००,००० रुपये की है|hi
साड़ी की कीमत ५ लाख रुपये है|hi|The saree costs ₹500,000|en
साड़ी की कीमत 2 करोड़ रुपये|hi|It is 20,000,000 rupees|en
पच्चीस डिब्बे बचे हैं|hi|25 boxes are left|en
१२ किलो चावल|hi|12 kg of rice|en
十二个杯子|zh|12 cups|en
这个一千二百九十九元|zh|This is 1,299 yuan|en
只要两百块|zh|Only 200 yuan|en
一共三万五|zh|35,000 in total|en
一百二十个|zh|120 pieces|en
还剩一百零五件|zh|105 pieces left|en
一万两千三百四十五元|zh|12,345 yuan|en
卖了3万5千件|zh|35,000 pieces sold|en
卖了1.5万件|zh|15,000 pieces sold|en
人民币壹仟贰佰元|zh|1,200 yuan|en
人民币壹佰贰拾叁元|zh|123 yuan|en
二〇二六年十一月|zh|November 2026|en
买二送一|zh|Buy 2, get 1 free|en
买三送一|zh|Buy three, get one free|en
三件八折|zh|20% off for three pieces|en
今天七五折|zh|25% off today|en
百分之十五的折扣|zh|A 15% discount|en
三分之一的客人|zh|1/3 of the guests|en
十分钟后开始|zh|We start in 10 minutes|en
两公斤装|zh|2 kg pack|en
第三款|zh|The third one|en
十分好喝，千万不要错过|zh|Very tasty, do not miss it|en
四川花椒和五香粉|zh|Sichuan pepper and five-spice|en
一起来看看这款三明治|zh|Let us look at this sandwich together|en
1億2千万円の売上|ja|Sales of 120,000,000 yen|en
1万2千円です|ja|It is 12,000 yen|en
千五百円です|ja|It is 1,500 yen|en
３割引です|ja|30% off|en
二個で５０％引き|ja|50% off for 2 pieces|en
午後8時から|ja|From 8 pm|en
2026年11月22日|ja|November 22, 2026|en
1만 2천원입니다|ko|It is 12,000 won|en
만이천 원입니다|ko|It is 12,000 won|en
삼만 오천 원|ko|35,000 won|en
두 개 남았어요|ko|2 left|en
열두 병|ko|twelve bottles|en
3억 5천만 원|ko|350,000,000 won|en
오후 8시에 시작합니다|ko|We start at 8 pm|en
20퍼센트 할인|ko|20% off|en
ราคา ๑๒ บาท|th|The price is 12 baht|en
สองร้อยห้าสิบบาท|th|250 baht|en
สิบสองกล่อง|th|12 boxes|en
ลดร้อยละ 20|th|20% off|en
2 หมื่นบาท|th|20,000 baht|en
ปี พ.ศ. 2569|th|The year 2026|en
ثلاثة وعشرون علبة|ar|23 boxes|en
خصم ٢٥٪|ar|25% off|en
خصم 25 بالمئة|ar|25% off|en
مئتان وخمسون جرامًا|ar|250 grams|en
السعر ٥ آلاف ريال|ar|The price is 5,000 riyals|en
غرامان من الزعفران|ar|2 grams of saffron|en
۲۵ درصد تخفیف|fa|25% off|en
بیست و پنج بسته|fa|25 packs|en
۵ هزار تومان|fa|5,000 tomans|en
دویست و پنجاه گرم|fa|250 g|en
двадцать пять коробок|ru|25 boxes|en
от 2 тыс. рублей|ru|from 2,000 rubles|en
1,5 млн рублей|ru|1.5 million rubles|en
полкило? Нет, 2 килограмма|ru|Half a kilo? No, 2 kg|en
скидка минус 20 процентов|ru|20% off|en
dwadzieścia pięć złotych|pl|25 PLN|en
5 kilogramów|pl|5 kg|en
12 500 zł|pl|PLN 12,500|en
fünfundzwanzig Kisten|de|25 boxes|en
zweihundertfünfzig Gramm|de|250 g|en
eintausendzweihundert Euro|de|€1,200|en
2,5 Mio. Euro|de|€2.5 million|en
Um 20 Uhr geht es los|de|We start at 8pm|en
Um 19.30 Uhr|de|At 7:30 pm|en
Am 22.11.2026|de|On 11/22/2026|en
Am 3. Mai|de|On May 3rd|en
Nimm 3, zahl 2|de|3 for 2|en
eine Kiste mit 20 Stück|de|a box of 20|en
5er-Packung|de|Pack of 5|en
quatre-vingt-dix-neuf euros|fr|€99|en
deux cent cinquante grammes|fr|250 g|en
10 pour cent de remise|fr|10% off|en
12,5 % de réduction|fr|12.5% off|en
Rendez-vous à 20h30|fr|See you at 8:30 pm|en
le 1er novembre|fr|on November 1|en
vingt et un sachets|fr|21 sachets|en
un kilo de café|fr|1 kg of coffee|en
mil pesos|es|1,000 pesos|en
2 mil pesos|es|2,000 pesos|en
veinticinco por ciento|es|25%|en
una caja de 20 unidades|es|a box of 20 units|en
Quedan treinta y cinco|es|There are 35 left|en
a las 8 de la noche|es|at 8 pm|en
El segundo lote es el 2|es|The second lot is number 2|en
duzentos e cinquenta gramas|pt|250 grams|en
R$ 1.299,90|pt|R$1,299.90|en
€ 1 299,90|pt-PT|€1,299.90|en
duecentocinquanta grammi|it|250 g|en
ventitré scatole|it|23 boxes|en
15 mila euro|it|€15,000|en
Rp25.000 saja|id|Only Rp25,000|en
dua puluh lima ribu rupiah|id|25,000 rupiah|en
diskon 2,5 juta|id|2.5 million off|en
sebelas bungkus|id|eleven packs|en
hai mươi lăm hộp|vi|25 boxes|en
giá 50k|vi|The price is 50,000|en
2 triệu đồng|vi|2,000,000 dong|en
giảm 10 phần trăm|vi|10% off|en
%20 indirim|tr|20% off|en
yüzde yirmi indirim|tr|20% off|en
yirmi beş kutu|tr|25 boxes|en
5 kg'lık paket|tr|5 kg pack|en
asilimia 10|sw|10%|en
mia mbili na hamsini|sw|250|en
elfu tano mia tatu|sw|5,300|en
shilingi elfu 5|sw|5,000 shillings|en
kilo 3 za kahawa|sw|3 kg of coffee|en
tjugofem paket|sv|25 packs|en
1 299 kr|sv|SEK 1,299|en
førtito pakker|nb|42 packs|en
ibiro 5 by'ikawa|rw|5 kg of coffee|en
1.299 Frw|rw|1,299 RWF|en
amadolari 5|rw|$5|en
Code A1 is $5|en|コードA1は5ドルです|ja
SKU-204 again|en|SKU 204 encore|fr
It meets EN 71-3|en|Es erfüllt EN71-3|de
Firmware 1.2.3 at 192.168.1.20|en|固件1.2.3，地址192.168.1.20|zh
Call +250 788 123 456|en|Appelez le +250788123456|fr
See https://silk.example/p?a=12.|en|Voir https://silk.example/p?a=12|fr
It is −5 °C outside|en|Es sind -5 °C draußen|de
今天零下5度|zh|It is -5 degrees today|en
½ kg of honey|en|0,5 kg Honig|de
1½ litres|en|1,5 litro|es
Sizes 38, 40 and 42|en|尺码38、40和42|zh
3–5 days|en|3 à 5 jours|fr
$5 to $10|en|5 bis 10 $|de
10x15 cm|en|10 × 15 cm|fr
2x stronger|en|2 veces más fuerte|es
220V and 50Hz|en|220 V et 50 Hz|fr
50 m² of silk|en|50平方米丝绸|zh
two dozen eggs|en|2 docenas de huevos|es
One of a kind|en|Einzigartig|de
both colours|en|les deux couleurs|fr
twice as soft|en|zweimal so weich|de
No numbers here|en|这里没有数字|zh
taille 38 100 % coton|fr|size 38, 100% cotton|en
𝟏𝟐 bags|en|12 sacs|fr
`;

/** Translations that changed, lost or made up a number: each must be noticed. */
export const unfaithful = `
This tea costs $1,299.00|en|Dieser Tee kostet 1.229,00 $|de
This tea costs $1,299.00|en|Dieser Tee kostet 1,299.00 $ statt 5|de
This tea costs $1,299|en|Dieser Tee kostet 1,299 $|de
This tea costs $1,299.50|en|这款茶售价12995美元|zh
This tea costs $12.50|en|Ce thé coûte 12,05 $|fr
This tea costs $5|en|Dieser Tee kostet 5 €|de
This tea costs €5|en|Ten herbata kosztuje 5 funtów|pl
This tea costs 5 dollars|en|这款茶5欧元|zh
This tea costs $5|en|Este té cuesta 5|es
20% off|en|20 de descuento|es
20% off|en|2 % de réduction|fr
5 kg of rice|en|5 g de arroz|es
5 kg of rice|en|5公升米|zh
250 ml|en|250 л|ru
It is −5 °C|en|Es sind 5 °C|de
12 boxes|en|21 cajas|es
12 boxes|en|cajas|es
boxes|en|2 cajas|es
twelve boxes|en|20 cajas|es
two boxes|en|tres cajas|es
two boxes|en|三盒|zh
二十五个|zh|52 pieces|en
一千二百九十九元|zh|1,290 yuan|en
三万五|zh|30,005|en
买二送一|zh|Buy 3, get 1 free|en
百分之十|zh|100%|en
八折|zh|80 boxes at 8%|en
1万2千円|ja|1,200 yen|en
1만 2천원|ko|1,200 won|en
두 개|ko|3 pieces|en
๑๒ กล่อง|th|21 boxes|en
สองร้อยห้าสิบบาท|th|205 baht|en
٣ كيلوغرام|ar|2 kg|en
١٬٢٩٩٫٥٠|ar|1.29950|en
ثلاثة وعشرون|ar|32|en
۲۵ درصد|fa|52%|en
₹1,00,000|en-IN|₹1,000,000|en
५ लाख|hi|50,000|en
2,5 juta|id|2.5 thousand|en
hai mươi lăm|vi|20|en
mia mbili na hamsini|sw|205|en
fünfundzwanzig|de|52|en
quatre-vingt-dix-neuf|fr|80|en
deux cent cinquante|fr|240|en
yüzde yirmi|tr|20|en
двадцать пять|ru|20|en
8 pm|en|21 Uhr|de
19:30|en|19 Uhr 03|de
November 22, 2026|en|2026年11月23日|zh
22.11.2026|de|22/11/2027|fr
Code A1|en|Code B1|fr
Code A1|en|Code А1|ru
SKU-204|en|SKU-240|fr
EN 71-3|en|EN 73-1|de
Version 1.2.3|en|Version 1.3.2|de
192.168.1.20|en|192.168.1.21|fr
+250 788 123 456|en|+250 788 123 465|fr
https://silk.example/p?a=12|en|https://silk.example/p?a=21|fr
½ kg|en|5 kg|de
1/2 cup|en|12 Tassen|de
2 for 2|en|2|es
1.299 kg|en|1.299 kg|es
2A is sold out|en|2B est épuisé|fr
5 minutes left|en|Noch 5 Stunden|de
3.5 kg|en|35公斤|zh
10x15 cm|en|10 × 16 cm|fr
`;

export const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split('|'));
