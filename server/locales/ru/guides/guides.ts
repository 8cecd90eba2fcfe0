/** Guides to download, and the texts of those that the product makes itself. */
export const guides = {
  'guides.title': 'Материалы',
  'guides.lead': 'То же, что на сайте, одним файлом: чтобы прочитать в дороге, распечатать или переслать партнёру.',
  'guides.doing-business': 'Как вести бизнес в зоне свободной торговли',
  'guides.doing-business.about':
    'Программа и расходы, порядок подачи заявки и документы, все льготы с источниками и сроками, факты об участках зоны. Собирается из данных сайта и обновляется вместе с ними.',
  'guides.edition': 'Редакция от',
  'guides.files': 'Файлы',
  'guides.none': 'Первая редакция готовится. Загляните через несколько минут.',
  'guides.older': 'Прежние редакции',
  'guides.download': '{language}, PDF, {size}',
  'guides.file': 'PDF, {size}',
  'guides.more': 'На сайте',
  'guides.more.eligibility': 'Какие льготы мне подходят',
  'guides.more.incentives': 'Все льготы',
  'guides.more.calculator': 'Где выгоднее собирать изделие',
  'guides.edition-line': 'Редакция от {date}. Составлено по данным сайта Русской улицы стартапов.',
  'guides.caution':
    'Это обзор, а не юридическая консультация. У каждого сведения указаны источник и дата проверки; то, что не подтверждено, отмечено. Прежде чем принимать решение, уточните условия в администрации.',
  'guides.contents': 'Содержание',
  'guides.code': 'QR-код с адресом {address}',
  'guides.programme': 'Что предлагает город',
  'guides.programme.text':
    'Власти Суйфэньхэ предоставляют помещения на Русской улице стартапов без арендной платы на {months, plural, one{# месяц} few{# месяца} many{# месяцев} other{# месяца}} со дня передачи помещения. {confirmation}',
  'guides.programme.anybody': 'Подать заявку могут граждане любой страны и компании, которые они представляют.',
  'guides.programme.listed':
    'Подать заявку могут граждане стран из перечня, который ведёт администрация. Перечень показан в форме заявки.',
  'guides.programme.language':
    'Заявку можно заполнить по-русски, по-английски или по-китайски. Решение приходит на вашем языке и по-китайски.',
  'guides.cost.what': 'Статья',
  'guides.cost.who': 'Что платит арендатор',
  'guides.cost.rent': 'Аренда',
  'guides.cost.rent.who': 'Ничего в течение бесплатного срока; затем рыночная ставка, указанная на странице помещения',
  'guides.cost.management': 'Обслуживание здания',
  'guides.cost.management.who': 'Каждый месяц, по площади',
  'guides.cost.heating': 'Отопление',
  'guides.cost.heating.who': 'За сезон с 15 октября по 15 апреля, по площади',
  'guides.cost.deposit': 'Залог',
  'guides.cost.deposit.who': 'Один раз, возвращается',
  'guides.cost.utilities': 'Электричество и вода',
  'guides.cost.utilities.who': 'По счётчикам',
  'guides.cost.where': 'Суммы для каждого помещения указаны на его странице.',
  'guides.process': 'Как получить помещение',
  'guides.step.find':
    'Выберите помещение. На его странице указано, для чего оно подходит и сколько стоит его содержание. В заявке можно назвать до трёх помещений в порядке предпочтения.',
  'guides.step.prepare': 'Подготовьте документы: список ниже.',
  'guides.step.apply':
    'Зарегистрируйтесь на сайте и заполните заявку. Черновик хранится {draftDays, plural, one{# день} few{# дня} many{# дней} other{# дня}} после последнего изменения.',
  'guides.step.review':
    'Сотрудники города проверяют заявку. Если чего-то не хватает, вам пришлют перечень; на ответ даётся {answerDays, plural, one{# рабочий день} few{# рабочих дня} many{# рабочих дней} other{# рабочего дня}}. Затем рецензенты оценивают заявку по единым критериям.',
  'guides.step.decision':
    'Решение принимает сотрудник, который не оценивал заявку. Оно приходит письмом с обоснованием.',
  'guides.step.offer':
    'При положительном решении помещение закрепляют за вами. На ответ даётся {offerDays, plural, one{# день} few{# дня} many{# дней} other{# дня}}.',
  'guides.step.company':
    'Откройте компанию в Китае или зарегистрируйтесь как предприниматель, если её ещё нет. Для этого нужен адрес: выбирайте помещение, пригодное для регистрации.',
  'guides.step.contract': 'Подпишите договор. К нему нужны апостиль и нотариальный перевод документов на китайский.',
  'guides.step.handover':
    'Примите помещение: показания счётчиков, опись, фотографии. В этот день начинается бесплатный срок: {rentFreeMonths, plural, one{# месяц} few{# месяца} many{# месяцев} other{# месяца}}.',
  'guides.papers': 'Документы',
  'guides.papers.files':
    'Форматы: PDF, JPEG, PNG, WebP, HEIC, DOCX, XLSX. Файл\u00a0— до {fileLimit}, заявка\u00a0— до {files, plural, one {# файла} few {# файлов} many {# файлов} other {# файла}} и {totalLimit}.',
  'guides.incentives': 'Льготы',
  'guides.incentives.lead':
    'Рядом с названием указано состояние на день выпуска. Льгота, срок которой прошёл, остаётся в списке и так и отмечена.',
  'guides.source': '{name}, {date}',
  'guides.sources': 'Адреса источников',
  'guides.contact': 'Что дальше',
  'guides.contact.premises': 'Помещения',
  'guides.contact.eligibility': 'Какие льготы мне подходят',
  'guides.contact.adviser': 'Консультант программы',
  'glossary.title': 'Словарь',
  'glossary.lead': 'Слова программы на трёх языках, каждое с одним значением: так их пишут сайт, письма и документы.',
  'glossary.groups': 'Разделы словаря',
  'glossary.meaning': 'Что это',
  'glossary.group.street': 'Улица и помещения',
  'glossary.group.applying': 'Подача заявки',
  'glossary.group.deciding': 'Оценка, решение, предложение',
  'glossary.group.tenancy': 'Договор и аренда',
  'glossary.group.law': 'Зона, налоги, документы',
  'glossary.group.office': 'Администрация',
  'glossary.group.site': 'Сайт',
  'nav.guides': 'Материалы',
} as const
