import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { Words } from './senses.ts'

const kinds = (uses: readonly UseClass[], phrases: string): Words[number] => [{ is: 'kind', uses }, phrases]
const weak = (uses: readonly UseClass[], phrases: string): Words[number] => [
  { is: 'kind', uses, rank: 'weak' },
  phrases,
]
const general = (uses: readonly UseClass[], phrases: string): Words[number] => [
  { is: 'kind', uses, rank: 'general' },
  phrases,
]

/**
 * Names of kinds of business, with the uses that a place for one can have. When several kinds are named, their common uses
 * are searched for.
 */
export const kindWords: Words = [
  kinds(
    ['retail'],
    `торговля, торговый, торговое, розница, розничный, магазин, магазинчик, лавка, лавочка, бутик, супермаркет, минимаркет, маркет, гипермаркет, универмаг,
    универсам, аптека, аптечный, ветаптека, зоомагазин, продуктовый, продмаг, гастроном, бакалея, мясная лавка, рыбная лавка, овощной, цветочный, книжный,
    канцтовары, букинист, ювелирный, оптика, салон оптики, оптический салон, салон связи, салон цветов, салон штор, комиссионка, секонд хенд, сэконд хенд, second hand, торговая точка, торговый зал,
    торговый центр, универсальный магазин, сельпо, ларек, палатка, прилавок, рынок, ярмарка, хозмаг, стройматериалы, автозапчасти, алкомаркет,
    винотека, чайная лавка, чайный магазин, кофейный магазин, табачная, табак, вейп шоп, секс шоп, обувной, одежный, мебельный магазин, магазин у дома, дискаунтер, фотомагазин, киоск печати, овощная лавка,
    retail, boutique, supermarket, minimarket, mini market, grocery, grocer, greengrocer, pharmacy, chemist, drugstore, florist, bookshop, bookstore, optician, jeweller, jeweler,
    jewelry, butcher, fishmonger, department store, convenience store, corner shop, sales outlet, outlet, stationer, newsagent, off licence, liquor store, pet shop,
    pet store, auto parts, car parts, spare parts, toy shop, gift shop, souvenir shop, thrift store, second hand shop, charity shop, haberdashery, sell, selling, wine shop,
    tea shop, duty free, trading hall, mini mart, bike shop, hardware store, shoe shop,
    零售, 卖场, 商场, 超市, 小超市, 便利店, 小卖部, 小卖店, 杂货店, 食杂店, 药店, 药房, 服装店, 鞋店, 花店, 鲜花店, 书店, 礼品店, 特产店, 食品店, 水果店, 蔬菜店, 生鲜店, 生鲜超市,
    化妆品店, 玩具店, 眼镜店, 母婴店, 母婴用品店, 手机店, 五金店, 精品店, 专卖店, 旗舰店, 批发, 批发部, 百货, 百货店, 饰品店, 珠宝店, 首饰店, 文具店, 烟酒店, 酒行, 茶叶店, 茶行, 宠物店, 宠物用品店, 家电店, 家具店, 家居店, 建材店,
    灯具店, 窗帘店, 布料店, 俄货店, 俄罗斯商品店, 进口商品店, 进口食品店, 免税店, 土特产店, 特产, 肉店, 海鲜店, 零食店, 童装店, 女装店, 男装店, 皮草店, 皮货店, 汽配店, 汽车配件店, 二手店, 体育用品店, 户外用品店, 香水店, 古玩店,
    卖货, 售卖, 零售店, 卖店, 集合店, 折扣店`,
  ),
  kinds(
    ['catering'],
    `общепит, общественное питание, кафе, кафешка, кафетерий, ресторан, ресторанчик, столовая, кофейня, бар, пивбар, пивной бар, паб, закусочная, пиццерия, чайная, чайхана, бистро, шашлычная,
    хинкальная, пельменная, вареничная, чебуречная, блинная, бургерная, рюмочная, шаурмичная, суши бар, суши, суши шоп, роллы, лапшичная, раменная, рамен, хачапурная, пирожковая, пышечная, пончиковая, буфет, фастфуд, фаст фуд,
    гриль бар, гриль, стейкхаус, вафельная, фудкорт, фуд корт, кулинария, кухня, дарк китчен, dark kitchen, cloud kitchen, ghost kitchen, банкетный зал, кальянная, винный бар, спорт бар, траттория, кебабная, донерная, крафтовый бар, таверна, корчма,
    трактир, кантина, ресторанный, кофе с собой, coffee to go, доставка еды, доставка пиццы, доставка суши, еда на вынос, точка питания, питание, антикафе, семейное кафе, кейтеринг, вок, мантышная, мантная, самса,
    catering, cafe, cafeteria, café, restaurant, canteen, bar, coffee shop, coffee house, coffeehouse, coffee bar, eatery, pizzeria, tearoom, tea room, tea house, teahouse, bistro, pub, diner, takeaway, take away, takeout, take out,
    dumpling house, dumpling shop, noodle bar, noodle shop, noodle house, sushi bar, burger joint, burger bar, snack bar, fast food, food court, steakhouse, steak house, grill house, barbecue, bbq, hot pot, hotpot, bubble tea, milk tea, milk tea shop, bubble tea shop,
    juice bar, wine bar, beer bar, cocktail bar, sports bar, gastropub, brasserie, creperie, trattoria, kebab shop, kebab, shawarma, soup kitchen, kitchen, sandwich bar, dining, food stall, food outlet, tavern, brewpub, dessert shop, food delivery, hookah,
    餐饮, 餐饮店, 餐厅, 餐馆, 饭店, 饭馆, 小饭馆, 食堂, 咖啡, 咖啡馆, 咖啡店, 咖啡厅, 咖啡屋, 酒吧, 甜品店, 奶茶店, 奶茶, 饮品店, 小吃店, 小吃, 快餐店, 快餐, 火锅店, 火锅, 烧烤店, 烧烤, 烤肉店, 烤串店, 串店, 西餐厅, 西餐, 俄餐厅, 俄式餐厅, 俄餐, 茶馆, 茶室, 茶楼,
    面馆, 拉面馆, 拉面店, 饺子馆, 饺子店, 包子铺, 包子店, 早餐店, 早点铺, 早点, 炸鸡店, 汉堡店, 披萨店, 寿司店, 日料店, 韩餐, 韩国料理, 料理店, 麻辣烫, 麻辣烫店, 米线店, 冷饮店, 甜品, 果汁店, 饭庄, 酒楼, 大排档, 自助餐, 私房菜, 中餐, 中餐厅, 外卖店, 外卖, 冷面店,
    清吧, 小酒馆, 酒馆, 啤酒屋, 啤酒吧, 饭堂, 小馆子, 馆子, 粥铺, 熟食店, 烤鸭店, 海鲜酒楼, 串串店, 盖饭店, 茶饮店, 茶饮, 土菜馆, 家常菜馆, 菜馆, 川菜馆, 餐吧, 中央厨房, 厨房`,
  ),
  kinds(
    ['catering', 'retail'],
    `кондитерская, торты на заказ, ice cream kiosk, ice cream stand, ice cream parlour, ice cream parlor, cake shop, confectionery, patisserie, pastry shop, мороженое, gelateria, кофейный киоск, ice cream, 蛋糕店, 冰淇淋店, 冰激凌店, 西点店, 糕点店, 甜点店`,
  ),
  kinds(['catering', 'workshop'], `пекарня, мини пекарня, хлебопекарня, bakery, bakehouse, baker, 烘焙坊`),
  kinds(['catering', 'retail'], `булочная, хлебная, bread shop, 面包房, 面包店, 烘焙店, 烘焙`),
  kinds(
    ['services'],
    `услуги, бытовые услуги, сервис, сфера услуг, сервисный центр, салон красоты, бьюти салон, красота, парикмахерская, парикмахер, барбершоп, барбер, маникюр, маникюрный, педикюр, ногтевая студия, студия маникюра, ногтевой сервис, ресницы, брови, бровист,
    косметология, косметолог, косметологический, эпиляция, шугаринг, массаж, массажный, спа, спа салон, солярий, тату, тату салон, пирсинг, стоматология, стоматологический, зубной, дантист, клиника, медцентр, медицинский центр, медицинский кабинет,
    врач, поликлиника, лаборатория анализов, анализы, ветклиника, ветеринарная, ветеринар, ветеринарка, ветеринарная клиника, груминг, грумер, зоосалон, прачечная, химчистка, ателье, швейное ателье, пошив и ремонт, ремонт, ремонт одежды,
    ремонт обуви, ремонт телефонов, ремонт часов, ремонт техники, сапожная мастерская, часовая мастерская, изготовление ключей, металлоремонт, фотостудия, фотосалон, фотоуслуги, фотоателье, видеостудия, копицентр, копировальный центр, ксерокопия, фитнес, фитнес клуб,
    фитнес центр, спортзал, спортивный зал, тренажерный зал, тренажерка, качалка, кроссфит, йога, йога студия, йога центр, студия йоги, пилатес, танцы, танцевальная студия, студия танцев, школа танцев, балет, бокс, единоборства, секция, спортклуб, спортивный клуб,
    детский сад, садик, ясли, детский центр, детский клуб, детская комната, игровая комната, развивающий центр, учебный центр, школа, автошкола, языковая школа, языковые курсы, школа языков, курсы, репетитор, образовательный центр, обучение, музыкальная школа, художественная школа,
    компьютерный клуб, киберклуб, киберспорт, интернет кафе, игровой клуб, бильярд, бильярдная, боулинг, квест, квест комната, лазертаг, батутный центр, кинотеатр, театр, сауна, баня, гостиница, отель, хостел, мини отель, гостевой дом, прокат, пункт проката,
    аренда велосипедов, ломбард, обмен валюты, обменник, обменный пункт, банк, отделение банка, ритуальные услуги, клининг, автомойка, мойка самообслуживания, мойка машин, мойка авто, мойка автомобилей, почта, почтовое отделение, логопед, психолог,  имидж студия,  студия растяжки, студия звукозаписи, мастер ногтей,
    визажист, стилист, няни, досуговый центр, реабилитация, физиотерапия, остеопат, иглоукалывание, китайская медицина, лечебный массаж, слуховые аппараты, фотопечать, детейлинг, автодетейлинг,
    services, service, beauty, beauty salon, beauty parlour, beauty parlor, barber, barbershop, barber shop, hairdresser, hairdressing, hair salon, hair studio, nail, nails, nail salon, nail bar, nail studio, manicure, pedicure, lash, brow, brow bar, massage, spa,
    tanning, tattoo, tattoo studio, tattoo parlour, dentist, dental, dental clinic, dental practice, clinic, medical, medical centre, medical center, doctor, doctors surgery, vet, vets, veterinary, veterinarian, veterinary clinic, grooming, pet grooming, dog grooming, laundry, laundrette, laundromat,
    cleaners, dry cleaner, dry cleaning, dry cleaners, tailor, tailoring, alterations, seamstress, repair, repairs, repair shop, phone repair, shoe repair, cobbler, watch repair, bike repair, computer repair, electronics repair, key cutting, locksmith, photo studio, photography studio,
    photographer, copy centre, copy center, copy shop, photocopy, gym, fitness, fitness club, fitness centre, fitness center, fitness studio, yoga, yoga studio, pilates, dance studio, dance school, dancing, boxing, martial arts, sports club, crossfit, kindergarten, nursery, daycare, day care, preschool,
    childcare, playroom, play centre, play center, language school, language centre, language center, school, driving school, music school, art school, training centre, training center, courses, tutoring, tutor, tuition, education, learning centre, learning center, academy, class, classes, internet cafe, gaming club, computer club, esports,
    billiards, pool hall, bowling, escape room, cinema, theatre, sauna, hotel, hostel, guest house, guesthouse, rental shop, car rental, bike rental, pawnshop, pawn shop, currency exchange, exchange office, bank, bank branch, car wash, post office, physiotherapy, acupuncture, optometrist, cosmetology, cosmetologist, makeup studio,
    服务, 服务业, 生活服务, 美容, 美容院, 美容店, 美容美发, 美甲, 美甲店, 美睫, 美睫店, 美发, 美发店, 美发厅, 理发, 理发店, 发廊, 按摩, 按摩店, 推拿, 推拿馆, 足疗, 足疗店, 足浴, 足浴店, 养生馆, 维修, 维修店, 修理, 修理店, 手机维修, 手机维修店, 修手机, 修鞋, 修鞋店, 修表, 配钥匙, 开锁, 洗衣店, 干洗店, 干洗, 洗衣房, 裁缝, 裁缝店, 改衣店,
    照相馆, 摄影, 摄影店, 摄影工作室, 影楼, 拍照, 诊所, 牙科, 牙科诊所, 口腔, 口腔诊所, 口腔门诊, 牙医, 中医馆, 中医诊所, 医院, 门诊, 宠物医院, 动物医院, 兽医, 宠物美容, 健身, 健身房, 健身馆, 健身中心, 瑜伽, 瑜伽馆, 瑜珈馆, 普拉提, 舞蹈, 舞蹈室, 舞蹈班, 舞蹈培训, 舞蹈教室, 跆拳道馆, 武馆, 拳馆, 培训, 培训班, 培训机构, 培训中心, 培训学校, 语言学校, 俄语培训, 俄语学校, 补习班,
    辅导班, 托管班, 托儿所, 幼儿园, 早教, 早教中心, 教育机构, 教育, 学校, 驾校, 画室, 琴行, 书法班, 美术班, 网吧, 网咖, 电竞馆, 电竞, 台球厅, 台球室, 棋牌室, 桌游, 密室逃脱, 游戏厅, 电影院, 影院, 桑拿, 浴池, 澡堂, 洗浴, 洗浴中心, 汗蒸馆, 酒店, 宾馆, 旅馆, 旅店, 民宿, 青旅, 租车行, 租赁店, 典当行, 兑换点, 换汇, 银行, 银行网点, 洗车, 洗车店, 洗车行, 汽车美容, 打印店, 复印店, 图文店, 打印,
    复印, 彩扩, 邮局, 纹身, 纹身店, 纹绣, 化妆, 美妆工作室, 家政, 家政公司, 心理咨询, 理疗, 理疗馆, 艾灸馆, 中介, 婚介所, 保洁, 儿童乐园, 游乐场, 剧本杀, 养老, 月子中心, 产后修复`,
  ),
  kinds(
    ['services', 'catering'],
    `караоке, ночной клуб, танцпол, karaoke, nightclub, night club, ktv, 夜店, 歌厅, 迪厅, 卡拉ok, 练歌房, 量贩ktv`,
  ),
  kinds(
    ['services', 'workshop'],
    `автосервис, автомастерская, автоцентр, сто, станция техобслуживания, шиномонтаж, шиномонтажка, ремонт машин, ремонт авто, ремонт автомобилей, кузовной ремонт, мотосервис, веломастерская, car repair, auto repair, car service, garage, tyre shop, tire shop, tyre fitting, tire fitting, tyres, tires, body shop, mechanic, car workshop, auto shop,
    汽修, 汽修店, 汽修厂, 汽车修理, 汽车修理厂, 汽车维修, 修车, 修车店, 修车厂, 修理厂, 轮胎店, 补胎, 换轮胎, 4s店, 钣金喷漆, типография, печать, полиграфия, printing, print shop, printer, printing house, 印刷店, 快印店`,
  ),
  kinds(
    ['office'],
    `офис, офисный, офисное, контора, бюро, коворкинг, представительство, филиал, штаб квартира, call центр, колл центр, айти компания, it компания, ит компания,  торговая компания, редакция, рабочее место, рабочие места, опенспейс, переговорная, конференц зал, стартап офис, айтишники, проектное бюро,
    office, coworking, co working, workspace, work space, bureau, call centre, call center, it company, headquarters, representative office,  trading company, back office, hot desk, desk space, meeting room, software company, workstation,
    办公, 办公室, 办公用房, 办公场所, 写字楼, 写字间, 贸易公司, 外贸公司, 科技公司, 软件公司, 事务所, 代表处, 办事处, 分公司, 共享办公, 联合办公, 众创空间, 孵化器, 会议室, 总部, 呼叫中心`,
  ),
  kinds(
    ['office', 'services'],
    `турагентство, турфирма, тур агентство, туристическое агентство, туроператор, турбюро, агентство недвижимости, риелтор, риэлтор, нотариус, нотариальная контора, адвокат, адвокатский кабинет, юрист, юридическая фирма, юридические услуги, юридическая консультация, бухгалтер, бухгалтерия, бухгалтерские услуги, бюро переводов, переводчик, агентство переводов, страховая, страховая компания, страхование, страховой агент, кадровое агентство, рекламное агентство, реклама,
    дизайн студия, студия дизайна, архитектурное бюро, визовый центр, консалтинг, консультация, агентство, таможенный брокер, таможенное оформление, брокер, веб студия, ивент агентство, аудит,
    travel agency, travel agent, tour operator, travel company, estate agency, estate agent, real estate agency, real estate, realtor, notary, law firm, lawyer, solicitor, attorney, legal services, law office, accountant, accounting, accounting firm, accountancy, bookkeeping, bookkeeper, translation agency, translation bureau, translator, translation, insurance, insurance agency, recruitment agency, employment agency, advertising agency, marketing agency, design studio, architect, visa centre, visa center, consulting, consultancy, consultant, agency, customs broker, customs brokerage, broker,
    旅行社, 旅游公司, 旅游, 房产中介, 房地产中介, 地产中介, 公证处, 律师, 律师事务所, 律所, 律师楼, 会计, 会计师事务所, 会计事务所, 代理记账, 财务公司, 翻译, 翻译公司, 翻译社, 保险, 保险公司, 保险代理, 人才中介, 劳务中介, 劳务公司, 广告公司, 广告, 设计公司, 设计工作室, 设计室, 签证中心, 签证代办, 签证, 咨询, 咨询公司, 报关行, 报关, 报关公司, 货代公司, 货代, 清关, 中介公司, 留学中介, 婚庆公司, 商务咨询`,
  ),
  kinds(
    ['showroom'],
    `шоурум, шоу рум, выставка, выставочный зал, выставочный, экспозиция, демонстрационный зал, галерея, образцы, выставочное, музей, showroom, show room, exhibition, exhibition hall, exhibition space, display room, display hall, display space, gallery, art gallery, museum, 展厅, 展示厅, 展示, 展览, 展览馆, 样品间, 样品展示, 展馆, 体验馆, 展示馆, 展销厅, 陈列室, 陈列, 画廊, 样板间, 展销, 展销中心`,
  ),
  kinds(
    ['showroom', 'retail'],
    `мебельный салон, салон мебели, мебельный, автосалон, салон плитки, салон кухонь, салон дверей, салон сантехники, галерея подарков, car dealer, car dealership, 体验店, 家具城, 建材城`,
  ),
  kinds(
    ['retail', 'services', 'showroom'],
    `свадебный салон, салон свадебных платьев, свадебная мода, bridal shop, bridal salon, bridal boutique, wedding salon, wedding shop, wedding dress shop, 婚纱店, 婚纱馆, 婚纱影楼`,
  ),
  kinds(
    ['workshop'],
    `цех, цеха, производство, производственный, производственное, сборка, сборочный, сборочный цех, фабрика, завод, мини завод, столярная мастерская, столярка, столярный, столярный цех, слесарная мастерская, гончарная мастерская, гончарная, кузница, сварка, сварочный цех, лесопилка, пилорама, швейный цех, швейка, пошив, швейное производство,
    сыроварня, сыроварение, коптильня, колбасный цех, изготовление, упаковка, фасовка, розлив, розлива, розливу, розливом, переработка, деревообработка, мебельный цех, мебельная фабрика, кожевенная мастерская, кожаная мастерская, ювелирная мастерская, багетная мастерская, художественная мастерская, ремесло, ремесленная, стекольная мастерская, лазерная резка, лазерная гравировка, чпу, металлообработка, 3d печать, пищевое производство, кондитерский цех, пельменный цех,
    мыловарня, свечной цех, свечная мастерская, ткацкая, мастерская керамики, керамическая мастерская, обрабатывающий, сборка электроники, сборка мебели, монтаж, литье, типографский цех, обжарка кофе, ростерия,
    workshop, manufacturing, manufacture, manufacturer, production, factory, assembly, assembling, assembly line, plant, maker space, makerspace, carpentry, carpenter, joinery, woodwork, woodworking, woodworking shop, wood workshop, pottery, pottery studio, ceramics studio, ceramic workshop, blacksmith, forge, welding, sawmill, sewing, sewing workshop, sewing shop, sewing room, dressmaking, cheese dairy, creamery, cheesemaker, cheese making, dairy, smokehouse, packaging, packing line, packing,
    bottling, processing, food processing, leather workshop, furniture making, furniture workshop, craft workshop, crafts, atelier, laser cutting, cnc, metalworking, 3d printing, soap making, candle making, coffee roastery, roastery, upholstery, craft studio, art studio, metal shop, wood shop, light industrial, industrial unit, fabrication,
    作坊, 小作坊, 车间, 工坊, 手工坊, 手工作坊, 生产, 生产车间, 工厂, 小工厂, 厂房, 厂子, 加工, 加工厂, 加工坊, 加工车间, 组装, 组装车间, 装配, 印刷, 印刷厂, 木工, 木工坊, 木工房, 木工作坊, 木工车间, 木材加工, 陶艺, 陶艺坊, 陶艺馆, 陶艺工作室, 铁艺, 焊接, 缝纫, 服装厂, 服装加工厂, 制衣, 制衣厂, 裁缝作坊, 豆腐坊, 豆腐作坊, 酿酒, 酒坊, 食品厂, 食品加工, 食品加工厂, 家具厂, 包装, 包装厂, 皮具工坊, 雕刻, 手工艺,
    手工, 制作, 制造, 制造厂, 榨油坊, 磨坊, 香肠厂, 饺子加工, 速冻食品厂, 激光切割, 电子组装, 电子厂, 研发, 肉类加工`,
  ),
  kinds(
    ['workshop', 'catering'],
    `пивоварня, мини пивоварня, крафтовая пивоварня, винодельня, производство пельменей, производство полуфабрикатов, производство еды, фабрика кухня, brewery, craft brewery, microbrewery, winery, distillery, dumpling factory, 精酿啤酒, 啤酒坊, 精酿, 酿造, 啤酒厂, 精酿酒坊`,
  ),
  kinds(
    ['warehouse'],
    `склад, складик, складской, складское, складское помещение, хранилище, хранение, складирование, логистика, логистический центр, логистический склад, холодильный склад, холодильник, холодильная камера, морозильная камера, морозильный склад, овощехранилище, кладовка, кладовая, камера хранения, терминал, распределительный центр, ангар, оптовый склад, оптовая база, база, таможенный склад, склад хранения, склад временного хранения, свх, подсобка, архив, сухой склад, перевалка, стеллажи,
    warehouse, warehousing, storage, storage unit, storage space, storage room, self storage, depot, logistics, logistics centre, logistics center, cold store, cold storage, cold room, stockroom, distribution centre, distribution center, storehouse, stock, freezer, bonded warehouse, hangar, storeroom, store room, distribution hub, archive,
    仓储, 仓库, 小仓库, 库房, 冷库, 冷藏库, 冷冻库, 冷藏, 物流, 物流仓, 货仓, 保税仓, 保税仓库, 存货, 存储, 储存, 储藏室, 堆货, 中转仓, 货场, 货站, 分拨中心, 配送中心, 仓, 放货, 存放, 囤货, 物流中心, 物流仓库, 囤货仓`,
  ),
  kinds(
    ['ecommerce'],
    `интернет торговля, интернет магазин, онлайн магазин, онлайн торговля, электронная коммерция, электронная торговля, маркетплейс, маркетплейсы, онлайн продажи, онлайн, пункт выдачи, пункт выдачи заказов, выдача заказов, точка выдачи, выдача посылок, пвз, пункт самовывоза, самовывоз, постамат, фулфилмент, фулфилмент центр, прямые эфиры, стриминг, лайвстрим, live продажи, курьерская служба, служба доставки, курьерка, посылки, упаковка заказов, сборка заказов, отправка посылок, обработка заказов, селлер, прием посылок, трансграничная торговля, дропшиппинг, интернет продажи,
    e commerce, ecommerce, online shop, online store, online retail, online sales, online business, online, marketplace, webshop, web shop, web store, internet shop, internet store, parcel pickup, parcel pickup point, pickup point, pick up point, parcel point, parcel shop, parcel collection, parcel, parcels, collection point, order pickup, fulfilment, fulfillment, fulfilment centre, fulfillment center, order picking, livestream, live streaming, livestreaming, live commerce, courier, courier service, courier depot, dropshipping, cross border, cross border trade, cross border e commerce,
    电商, 电商公司, 电商仓, 网店, 网商, 淘宝, 淘宝店, 电子商务, 跨境电商, 跨境, 直播, 直播间, 直播带货, 直播基地, 带货, 快递, 快递站, 快递点, 快递代收, 快递代收点, 快递驿站, 快递柜, 代收点, 驿站, 菜鸟驿站, 自提点, 取货点, 提货点, 打包发货, 发货, 打包, 代发, 一件代发, 微商, 网购, 网上商店, 网络销售, 线上销售, 线上, 社区团购, 团购点, 前置仓`,
  ),
  kinds(
    ['warehouse', 'ecommerce'],
    `склад интернет магазина, склад маркетплейса, склад для интернет магазина, склад для маркетплейса, ecommerce warehouse, e commerce warehouse, online store warehouse, 电商仓库, 跨境电商仓库, 快递仓库, 快递分拣, 分拣中心`,
  ),
  general(['office'], `кабинет, компания, фирма, company, firm, 公司`),
  general(['services'], `студия, клуб, studio, club, 班, 社, 院, 中心, 门诊部`),
  general(['services', 'showroom'], `салон, salon`),
  general(['workshop'], `мастерская`),
  general(['office', 'workshop'], `工作室`),
  weak(['catering'], `馆`),
  weak(
    ['retail'],
    `shop, store, киоск, павильон, kiosk, stall, booth, pavilion, 店, 店铺, 铺, 铺子, 亭子, 商店, 商铺, 门店, 门面, 门面房, 店面, 铺面, 小店, 摊位, 售货亭, продажа, отдел, шоп, opt, опт, оптовый, оптовая, wholesale`,
  ),
  weak(['ecommerce'], `доставка, delivery, 配送`),
  weak(['workshop'], `厂, 坊`),
]
