export const accounts = {
  'account.role.applicant': 'Предприниматель',
  'account.role.listing_manager': 'Менеджер помещений',
  'account.role.reviewer': 'Рецензент',
  'account.role.decider': 'Принимающий решение',
  'account.role.administrator': 'Администратор',

  'account.field.name': 'Имя и фамилия',
  'account.field.name.hint': 'Как к вам обращаться. Имя по паспорту понадобится позже, в заявке.',
  'account.field.email': 'Электронная почта',
  'account.field.email.hint': 'На этот адрес придёт ссылка для подтверждения и все письма о заявке.',
  'account.field.password': 'Пароль',
  'account.field.password.hint': 'Не короче 8 символов. Лучше всего\u00a0— несколько слов, которые знаете только вы.',
  'account.field.new-password': 'Новый пароль',
  'account.field.current-password': 'Нынешний пароль',
  'account.field.locale': 'Язык писем',
  'account.field.locale.hint': 'Язык страниц меняется вверху, язык писем\u00a0— здесь.',
  'account.password.show': 'Показать',
  'account.password.hide': 'Скрыть',
  'account.password.show-it': 'Показать пароль',
  'account.password.hide-it': 'Скрыть пароль',

  'account.password.too-short': 'Пароль слишком короткий: нужно не меньше 8 символов.',
  'account.password.too-long': 'Пароль слишком длинный: не больше 128 символов.',
  'account.password.common': 'Этот пароль слишком известен, его подбирают первым. Придумайте другой.',
  'account.password.is-email': 'Пароль не должен совпадать с адресом электронной почты.',
  'account.password.about-you':
    'Пароль почти целиком состоит из вашего имени, адреса или названия сайта. Придумайте другой.',
  'account.password.wrong': 'Нынешний пароль введён неверно.',
  'account.sign-in.wrong': 'Адрес или пароль не подходят. Проверьте раскладку клавиатуры и Caps Lock.',
  'account.too-many': 'Слишком много попыток. Подождите четверть часа или задайте новый пароль по ссылке из письма.',
  'account.too-many-letters': 'С вашего адреса пришло слишком много запросов. Попробуйте через час.',

  'account.mailbox-full':
    'За час на этот адрес уже отправлено пять таких писем: действует ссылка из последнего. Новое письмо можно запросить через час.',
  'account.not-invited': 'Этот человек уже выбрал пароль: приглашать снова не нужно.',

  'account.sign-up.title': 'Регистрация',
  'account.sign-up.lead': 'Учётная запись нужна, чтобы подать заявку, приложить документы и следить за решением.',
  'account.sign-up.submit': 'Зарегистрироваться',
  'account.sign-up.have-one': 'Уже есть учётная запись?',
  'account.sign-up.privacy':
    'Мы пишем только о ваших заявках. Персональные данные в самой заявке передаются в Китай лишь с вашего согласия.',
  'account.sent.title': 'Проверьте почту',
  'account.sent.sign-up':
    'Мы отправили письмо на указанный адрес. Откройте ссылку из него, чтобы подтвердить, что адрес ваш. Ссылка действует три дня.',
  'account.sent.reset':
    'Если этот адрес у нас зарегистрирован, на него придёт письмо со ссылкой. Она действует один час и срабатывает один раз.',
  'account.sent.spam':
    'Письма нет через несколько минут? Загляните в папку «Спам» и проверьте, нет ли в адресе опечатки.',
  'account.sent.sign-in': 'Перейти ко входу',

  'account.sign-in.title': 'Вход',
  'account.sign-in.submit': 'Войти',
  'account.sign-in.forgot': 'Забыли пароль?',
  'account.sign-in.no-account': 'Ещё нет учётной записи?',
  'account.sign-in.after.verified': 'Адрес подтверждён. Теперь войдите.',
  'account.sign-in.after.password': 'Новый пароль сохранён, прежние сеансы завершены. Войдите с ним.',
  'account.sign-in.after.signed-out': 'Вы вышли из учётной записи.',
  'account.sign-in.after.everywhere': 'Все сеансы завершены на всех устройствах.',
  'account.sign-in.after.ended': 'Сеанс завершился, и отправленное не сохранено. Войдите снова, чтобы продолжить.',
  'account.sign-in.after.apply':
    'Чтобы подать заявку, войдите или зарегистрируйтесь. Затем вы вернётесь к тому, что выбрали.',
  'account.sign-in.after.viewing':
    'Чтобы записаться на просмотр, войдите или зарегистрируйтесь. Затем вы вернётесь к выбранному времени.',
  'account.sign-in.kept': 'Введённое хранится в этой вкладке и вернётся в форму, когда вы войдёте.',

  'account.verify.title': 'Подтверждение адреса',
  'account.verify.lead': 'Нажмите кнопку, чтобы подтвердить, что этот адрес электронной почты ваш.',
  'account.verify.submit': 'Подтвердить адрес',
  'account.verify.done': 'Адрес подтверждён. Спасибо!',
  'account.link-dead.title': 'Ссылка больше не действует',
  'account.link-dead.verify':
    'Эта ссылка уже использована, устарела или заменена более новой. Войдите: если адрес ещё не подтверждён, на странице учётной записи можно запросить новое письмо.',
  'account.link-dead.password':
    'Эта ссылка уже использована, устарела или заменена более новой. Запросите новую\u00a0— она придёт на вашу почту.',

  'account.forgot.title': 'Восстановление пароля',
  'account.forgot.lead':
    'Укажите адрес, с которым вы регистрировались: мы пришлём ссылку, по которой задают новый пароль.',
  'account.forgot.submit': 'Прислать ссылку',
  'account.reset.title': 'Новый пароль',
  'account.reset.lead': 'Для {email}. После сохранения все открытые сеансы завершатся.',
  'account.reset.submit': 'Сохранить пароль',
  'account.invite.title': 'Добро пожаловать, {name}',
  'account.invite.lead':
    'Вас пригласили в команду Улицы стартапов. Придумайте пароль\u00a0— и сможете входить с адресом {email}.',
  'account.invite.submit': 'Начать работу',

  'account.settings.title': 'Учётная запись',
  'account.settings.email': 'Почта',
  'account.settings.role': 'Роль',
  'account.settings.unverified.title': 'Подтвердите адрес',
  'account.settings.unverified':
    'Мы отправили письмо на {email}. Откройте ссылку из него: без подтверждения заявку нельзя будет подать.',
  'account.settings.resend': 'Прислать письмо ещё раз',
  'account.settings.resent': 'Письмо отправлено. Прежняя ссылка больше не действует.',
  'account.settings.profile': 'Имя и язык писем',
  'account.settings.saved': 'Сохранено.',
  'account.settings.password': 'Пароль',
  'account.settings.password.lead': 'После смены пароля все другие сеансы завершатся, а этот продолжится.',
  'account.settings.password.keep': 'Продолжит работать после смены пароля',
  'account.settings.password.keep.hint':
    'Отметьте то, что нужно сохранить. Остальное перестанет действовать вместе со старым паролем.',
  'account.settings.password.keep.feed': 'Адрес моего календаря',
  'account.settings.password.keep.tokens': 'Ключи доступа для программ',
  'account.settings.password.submit': 'Сменить пароль',
  'account.settings.password.changed': 'Пароль изменён. Другие сеансы завершены.',
  'account.settings.sessions': 'Сеансы',
  'account.settings.sessions.lead':
    'Потеряли телефон или входили на чужом компьютере? Завершите сразу все сеансы, включая этот.',
  'account.settings.sessions.submit': 'Выйти на всех устройствах',

  'mail.verify-address.subject': 'Подтвердите адрес электронной почты',
  'mail.verify-address.body':
    'На этот адрес зарегистрировали учётную запись на Улице стартапов в Суйфэньхэ.\n\nЕсли это были вы, подтвердите адрес. Ссылка действует три дня и срабатывает один раз.\n\nЕсли не вы, ничего делать не нужно.',
  'mail.verify-address.action': 'Подтвердить адрес',
  'mail.already-registered.subject': 'У вас уже есть учётная запись',
  'mail.already-registered.body':
    'Кто-то, вероятно вы, попытался ещё раз зарегистрироваться с этим адресом на Улице стартапов в Суйфэньхэ. Учётная запись с ним уже есть, в ней ничего не изменилось.\n\nВойдите с прежним паролем. Если вы его забыли, на странице входа можно получить ссылку для нового.\n\nЕсли это были не вы, ничего делать не нужно.',
  'mail.already-registered.action': 'Войти',
  'mail.reset-password.subject': 'Новый пароль',
  'mail.reset-password.body':
    'Для учётной записи с этим адресом запросили новый пароль.\n\nЗадайте его по ссылке. Она действует один час и срабатывает один раз.\n\nЕсли это были не вы, ничего делать не нужно: прежний пароль остаётся в силе.',
  'mail.reset-password.action': 'Задать новый пароль',
  'mail.invitation.subject': 'Приглашение в команду Улицы стартапов',
  'mail.invitation.body':
    'Здравствуйте, {name}!\n\nАдминистратор Улицы стартапов в Суйфэньхэ создал для вас учётную запись. Ваша роль\u00a0— {role, select, listing_manager{менеджер помещений} reviewer{рецензент заявок} decider{принимающий решения} administrator{администратор} other{сотрудник}}.\n\nПридумайте пароль по ссылке. Она действует семь дней и срабатывает один раз.',
  'mail.invitation.action': 'Придумать пароль',
  // Where people are signed in.
  'sessions.title': 'Где открыт сеанс',
  'sessions.lead':
    'Устройства, на которых вы сейчас вошли. Незнакомое завершите и смените пароль. Время указано по Суйфэньхэ (UTC+8).',
  'sessions.link': 'Посмотреть устройства',
  'sessions.current': 'этот сеанс',
  'sessions.end': 'Завершить',
  'sessions.ended': 'Сеанс завершён.',
  'sessions.device.unknown': 'неизвестное устройство',
  'sessions.from.unknown': 'сеть не записана',
  'sessions.facts': 'Вход {since}, последнее действие {seen}, сеть {from}',
  'people.event.session_ended': 'Сеанс завершён администратором',
  // How colleagues are introduced to those they meet.
  'introduction.title': 'Как вас представляют посетителям',
  'introduction.lead':
    'Тот, кто записался на просмотр к вам, увидит ваше имя своими буквами и телефон, чтобы позвонить, если задержится. Никто другой их не увидит.',
  'introduction.about':
    'Имя русскими, латинскими и китайскими буквами и телефон для тех, кто записался к вам на просмотр.',
  'introduction.link': 'Имя и телефон для посетителей',
  'introduction.names': 'Имя в других написаниях',
  'introduction.name.ru': 'Имя по-русски',
  'introduction.name.en': 'Имя латиницей',
  'introduction.name.en.hint': 'Показывается и русским читателям, если имени по-русски нет.',
  'introduction.name.zh': 'Имя иероглифами',
  'introduction.phone': 'Телефон для посетителей',
  'introduction.phone.hint':
    'С кодом страны, например +86 131 0453 0000. Виден только до конца просмотра; когда вашу учётную запись закроют, номер удаляется.',
  'introduction.saved': 'Сохранено. Посетители увидят это сразу.',
} as const
