/** Ways to say a number that are not its figures, with translations that say the same: source, tag, target, tag. */
export const faithfulIdioms = `
Two-thirds are sold|en|2/3 sind verkauft|de
Two thirds of the guests|en|Zwei Drittel der Gäste|de
Two-thirds of the stock|en|les deux tiers du stock|fr
Two-thirds of the stock|en|2/3 du stock|fr
dos tercios del lote|es|two thirds of the lot|en
dos tercios del lote|es|2/3 of the lot|en
due terzi|it|2/3|en
dois terços da safra|pt|two thirds of the harvest|en
две трети урожая|ru|2/3 of the harvest|en
две трети урожая|ru|two thirds of the harvest|en
dwie trzecie zbiorów|pl|two-thirds of the harvest|en
två tredjedelar|sv|two thirds|en
to tredjedeler|nb|2/3|en
dua pertiga panen|id|two thirds of the harvest|en
hai phần ba|vi|2/3|en
hai phần quà|vi|two gifts|en
üçte iki|tr|two thirds|en
dörtte üç|tr|3/4|en
theluthi mbili|sw|two thirds|en
दो तिहाई फसल|hi|two thirds of the harvest|en
दो तिहाई फसल|hi|2/3 of the harvest|en
دو سوم محصول|fa|2/3 of the harvest|en
ثلثا المحصول|ar|two thirds of the harvest|en
ثلثي المحصول|ar|2/3 of the harvest|en
三分之二|zh|two-thirds|en
3分の2|ja|two-thirds|en
3분의 2|ko|two-thirds|en
Three quarters are gone|en|Drei Viertel sind weg|de
Three quarters are gone|en|3/4 sont partis|fr
three-quarters full|en|tres cuartos lleno|es
three fourths|en|3/4|de
a quarter of the price|en|ein Viertel des Preises|de
a quarter of the price|en|le quart du prix|fr
a third of the guests|en|1/3 der Gäste|de
one third of the guests|en|un tercio de los invitados|es
one fifth|en|ein Fünftel|de
four fifths|en|quatre cinquièmes|fr
three tenths|en|tres décimas|es
Half off today|en|Heute 50 % Rabatt|de
Half off today|en|50 % de descuento hoy|es
half price|en|zum halben Preis|de
half price|en|50 % Rabatt|de
half price|en|半价|zh
à moitié prix|fr|50% off|en
a mitad de precio|es|50% off|en
metà prezzo|it|50% off|en
metade do preço|pt|50% off|en
за полцены|ru|50% off|en
za pół ceny|pl|50% off|en
halva priset|sv|50% off|en
半价出售|zh|50% off|en
半額です|ja|50% off|en
반값|ko|50% off|en
ลดครึ่งราคา|th|50% off|en
yarı fiyatına|tr|50% off|en
setengah harga|id|50% off|en
nửa giá|vi|50% off|en
نصف السعر|ar|50% off|en
نصف قیمت|fa|50% off|en
आधे दाम पर|hi|50% off|en
nusu bei|sw|50% off|en
half a kilo of tea|en|½ kg Tee|de
half a kilo of tea|en|0,5 kg de thé|fr
half a kilo of tea|en|medio kilo de té|es
halbes Kilo|de|0.5 kg|en
un demi-litre|fr|0.5 litres|en
mezzo chilo|it|0.5 kg|en
meio quilo|pt|half a kilo|en
半公斤|zh|half a kilo|en
半公斤|zh|0.5 kg|en
two and a half kilos|en|2,5 kg|de
two and a half kilos|en|dos kilos y medio|es
one and a half litres|en|1,5 l|de
anderthalb Stunden|de|1.5 hours|en
zweieinhalb Kilo|de|2.5 kg|en
полтора часа|ru|1.5 hours|en
ढाई किलो|hi|2.5 kg|en
डेढ़ किलो|hi|1.5 kg|en
dos metros y medio|es|2.5 m|en
deux litres et demi|fr|2.5 litres|en
$1.2M in sales|en|1,2 Millionen Dollar Umsatz|de
$1.2M in sales|en|1,2 M$ de ventes|fr
$1.2m in sales|en|1.200.000 $ de ventas|es
$1.2 m in sales|en|1,2 Mio. $ Umsatz|de
$1.2 M in sales|en|120万美元的销售额|zh
US$1.2M|en|1,2 triệu USD|vi
€3bn|en|3 Mrd. €|de
€3bn|en|3 milliards d’euros|fr
€3bn|en|3.000 millones de euros|es
€3bn|en|3 mld di euro|it
€3B|en|3 miliardy euro|pl
€3 B|en|30亿欧元|zh
$3 billion|en|30億ドル|ja
$3 billion|en|30억 달러|ko
3 Md€|fr|€3 billion|en
2,5 M€|fr|€2.5M|en
2,5 M€|es|€2.5 million|en
450 k€|fr|€450,000|en
450 T€|de|€450,000|en
450 Tsd. Euro|de|€450K|en
5K followers|en|5000 Follower|de
5K followers|en|5 mil seguidores|es
5k followers|en|5 тыс. подписчиков|ru
5k followers|en|5000粉丝|zh
5K粉丝|zh|5,000 fans|en
1.2M followers|en|1,2 Mio. Follower|de
1.2M followers|en|120万粉丝|zh
2M views|en|2 millones de visitas|es
1.5M cable|en|1,5 m Kabel|de
1.5M cable|en|1.5米电缆|zh
Shirt $15 M|en|T-Shirt 15 $ M|de
half a million tins|en|500.000 Dosen|de
half a million tins|en|medio millón de latas|es
eine halbe Million|de|half a million|en
three quarters of a million|en|750.000|de
half an hour|en|0,5 Stunden|de
half an hour|en|eine halbe Stunde|de
half of you|en|die Hälfte von euch|de
las nueve y media|es|9:30|en
à neuf heures et demie|fr|half past nine|en
Eine von ihnen, heute|de|One of them, today|en
It costs 9.30 at the door|en|Es kostet 9,30 an der Tür|de
Yours from 9.30|en|Ab 9,30|de
1.5M görüntülenme|tr|1.5 million views|en
2 mln zł|pl|PLN 2M|en
2 млрд рублей|ru|₽2bn|en
2 трлн рублей|ru|2 trillion rubles|en
R$ 2 mi|pt|R$2 million|en
R$ 3 bi|pt|R$3 billion|en
Rp 1,5 M|id|Rp1.5 billion|en
Rp 500 rb|id|Rp500K|en
Rp 2,5 jt|id|Rp2.5M|en
₹5L|en-IN|₹5 लाख|hi
₹2 Cr|en-IN|₹2 करोड़|hi
₹2 crore|en-IN|₹20M|en
5-10k units|en|5.000–10.000 Stück|de
1-2 million|en|100万到200万|zh
2-3万件|zh|20,000-30,000 pieces|en
от 5 до 10 тыс. рублей|ru|5-10K rubles|en
a dozen eggs|en|12 œufs|fr
a dozen eggs|en|una docena de huevos|es
a dozen eggs|en|12 Eier|de
a dozen eggs|en|一打鸡蛋|zh
two dozen eggs|en|24 œufs|fr
two dozen eggs|en|两打鸡蛋|zh
2 docenas de huevos|es|24 eggs|en
2 Dutzend Eier|de|two dozen eggs|en
2 douzaines d’œufs|fr|24 eggs|en
2 дюжины яиц|ru|two dozen eggs|en
ein Dutzend Eier|de|12 eggs|en
une douzaine d’œufs|fr|a dozen eggs|en
una docena de huevos|es|12 eggs|en
uma dúzia de ovos|pt|12 eggs|en
una dozzina di uova|it|12 eggs|en
дюжина яиц|ru|12 eggs|en
tuzin jaj|pl|12 eggs|en
bir düzine yumurta|tr|12 eggs|en
selusin telur|id|12 eggs|en
dazeni ya mayai|sw|12 eggs|en
एक दर्जन अंडे|hi|12 eggs|en
ett dussin ägg|sv|12 eggs|en
half a dozen eggs|en|6 œufs|fr
half a dozen eggs|en|ein halbes Dutzend Eier|de
a couple of cups|en|2 Tassen|de
a couple of cups|en|deux tasses|fr
a pair of shoes|en|一双鞋|zh
a pair of shoes|en|ein Paar Schuhe|de
a pair of shoes|en|2 zapatos|es
two pairs of shoes|en|两双鞋|zh
两双鞋|zh|2 pairs of shoes|en
une paire de tasses|fr|a pair of cups|en
una coppia di tazze|it|2 cups|en
пара чашек|ru|a couple of cups|en
10-15 days|en|10–15 Tage|de
10-15 days|en|10 à 15 jours|fr
10-15 days|en|de 10 a 15 días|es
10-15 days|en|10到15天|zh
10-15 days|en|10～15日|ja
10-15 days|en|10~15일|ko
10-15 days|en|от 10 до 15 дней|ru
10-15 days|en|10 bis 15 Tage|de
10-15 days|en|ten to fifteen days|en
10-15% off|en|10 % bis 15 % Rabatt|de
$10-15|en|10–15 $|de
$10-$15|en|10 à 15 $|fr
1-2 kg|en|1 bis 2 kg|de
20至25度|zh|20-25 °C|en
See you at 9.30|en|Bis 9:30 Uhr|de
See you at 9.30 am|en|Rendez-vous à 9h30|fr
At 9.30 pm|en|Um 21:30 Uhr|de
Um 9.30 Uhr|de|At 9:30|en
alle 9.30|it|at 9:30|en
à 9h30|fr|at 9.30|en
à 9 h 30|fr|at 9:30|en
kl. 9.30|sv|at 9:30 am|en
klo 9.30|fi|at 9:30|en
o godz. 9.30|pl|at 9:30|en
o 9.30|pl|at 9:30|en
в 9.30|ru|at 9:30|en
a las 9.30|es|at 9:30|en
às 9h30|pt|at 9:30|en
pukul 9.30|id|at 9:30|en
saat 9.30'da|tr|at 9:30|en
上午9点30分|zh|at 9.30 am|en
9時30分に|ja|at 9:30|en
9시 30분에|ko|at 9:30|en
9点半|zh|half past nine|en
halb zehn|de|9:30|en
at 9.00|en|um 9 Uhr|de
the 1st lot|en|das erste Los|de
the 1st lot|en|le 1er lot|fr
the 2nd lot|en|le deuxième lot|fr
the 2nd lot|en|第二件|zh
3ème lot|fr|3rd lot|en
3ème lot|fr|the third lot|en
3e lot|fr|tercer lote|es
第三件|zh|the 3rd piece|en
第3件|zh|the third piece|en
三番目|ja|the third|en
3番目の商品|ja|the third item|en
세 번째 상품|ko|the third item|en
두 번째|ko|2nd|en
el 2º lote|es|the 2nd lot|en
la 3ª caja|es|the third box|en
il 2° lotto|it|the second lot|en
3-й лот|ru|the 3rd lot|en
третий лот|ru|lot number 3|en
3. parti|tr|the third lot|en
ikinci parti|tr|2nd lot|en
ke-3|id|third|en
lô thứ ba|vi|the 3rd lot|en
ชิ้นที่ 3|th|the third piece|en
ชิ้นที่สาม|th|the 3rd piece|en
الطبق الثالث|ar|the 3rd dish|en
तीसरा डिब्बा|hi|the 3rd box|en
ya tatu|sw|third|en
the eleventh lot|en|das 11. Los|de
a third box|en|eine 3. Kiste|de
a third box|en|une 3e boîte|fr
the second half|en|die zweite Hälfte|de
onda üç tane var|tr|he has 3 of them|en
the twentieth lot|en|le 20e lot|fr
the twenty-first lot|en|das 21. Los|de
das zwanzigste Los|de|the 20th lot|en
le vingtième lot|fr|the 20th lot|en
двадцатый лот|ru|the 20th lot|en
the 21st century|en|le XXIe siècle|fr
the 21st century|en|el siglo XXI|es
the 21st century|en|XXI век|ru
`;

/** Translations that say another number: each must be noticed. */
export const unfaithfulIdioms = `
Two-thirds are sold|en|1/3 sind verkauft|de
Two-thirds of the stock|en|les trois quarts du stock|fr
Two-thirds of the stock|en|deux quarts du stock|fr
dos tercios|es|3/4|en
две трети|ru|1/3|en
三分之二|zh|three quarters|en
二分之一|zh|1/3|en
3/4 cup|en|zwei Drittel Tasse|de
Three quarters|en|3/5|fr
four fifths|en|4/10|fr
two thirds|en|23|de
Half off today|en|Heute 5 % Rabatt|de
half price|en|20 % Rabatt|de
半价|zh|55% off|en
half a kilo|en|5 kg|de
half a million tins|en|1.000.000 Dosen|de
half a million tins|en|5 Millionen Dosen|de
1.5M cable|en|1.5厘米电缆|zh
Yours from 9.30|en|Ab 9,03|de
9:30|en|um 9.03|de
half a kilo|en|50 % Rabatt|de
half a kilo|en|0,5 g|de
two and a half kilos|en|2 kg|de
two and a half kilos|en|3,5 kg|de
anderthalb Stunden|de|2.5 hours|en
ढाई किलो|hi|3.5 kg|en
$1.2M|en|1,2 Milliarden Dollar|de
$1.2M|en|1,2 $|de
$1.2M|en|12 Millionen Dollar|de
$1.2m|en|$1.2bn|en
$1.2m|en|1,2 m|de
$1.2 m|en|120.000 $|de
€3bn|en|3 Mio. €|de
€3bn|en|3 €|de
€3B|en|3.000.000 €|es
5K followers|en|50.000 Follower|de
5K followers|en|5 Follower|de
1.2M followers|en|12万粉丝|zh
450 k€|fr|€450|en
2,5 M€|fr|€2.5K|en
5 m of silk|en|5 Millionen Seide|de
1.2 m wide|en|1,2 Millionen breit|de
1.5 m of cloth|en|1.500.000 de tela|es
2A is sold out|en|2M est épuisé|fr
2 mln zł|pl|PLN 2,000|en
₹5L|en-IN|₹5 करोड़|hi
5 l of oil|en|500.000 Öl|de
Rp 1,5 M|id|Rp1.5 million|en
5-10k units|en|5.000–100.000 Stück|de
5-10k units|en|50.000–10.000 Stück|de
2-3万件|zh|2,000-3,000 pieces|en
a dozen eggs|en|10 œufs|fr
a dozen eggs|en|20 Eier|de
two dozen eggs|en|12 œufs|fr
2 docenas de huevos|es|22 eggs|en
two dozen eggs|en|3 docenas de huevos|es
half a dozen eggs|en|12 œufs|fr
a couple of cups|en|3 Tassen|de
two pairs of shoes|en|三双鞋|zh
10-15 days|en|10–50 Tage|de
10-15 days|en|10 Tage|de
10-15 days|en|-10 bis 15 Tage|de
10-15 days|en|1015 Tage|de
10-15% off|en|10 % bis 50 % Rabatt|de
$10-15|en|10–15 €|de
See you at 9.30|en|Bis 9:03 Uhr|de
See you at 9.30|en|Bis 8:30 Uhr|de
At 9.30 pm|en|Um 20:30 Uhr|de
It costs $9.30|en|Es kostet 9:30 $|de
It weighs 9.30 kg|en|Es wiegt 9 kg 3|de
9点半|zh|9:15|en
the 1st lot|en|das zweite Los|de
the 2nd lot|en|le 3e lot|fr
3ème lot|fr|the 2nd lot|en
第三件|zh|the 2nd piece|en
第3件|zh|the second piece|en
세 번째 상품|ko|the 2nd item|en
3-й лот|ru|the 4th lot|en
the eleventh lot|en|das 12. Los|de
the twenty-first lot|en|das 22. Los|de
das zwanzigste Los|de|the 30th lot|en
the 21st century|en|le XXe siècle|fr
the 21st century|en|el siglo XX|es
`;
