/** Changes of role, which take two administrators. */
export const appointing = {
  'appoint.waiting': 'Ждут второго администратора',
  'appoint.lead':
    'Роль меняют двое: вы предлагаете, другой администратор подтверждает. До этого ничего не меняется; через семь дней предложение сгорает.',
  'appoint.reason': 'Почему',
  'appoint.reason.invite': 'Почему этот человек',
  'appoint.reason.invite.hint':
    'Для администраторов и принимающих решения: приглашение уйдёт, когда его подтвердит другой администратор.',
  'appoint.submit': 'Предложить смену роли',
  'appoint.confirm': 'Подтвердить',
  'appoint.withdraw': 'Отклонить предложение',
  'appoint.proposed': 'Предложение ждёт другого администратора. Мы ему написали.',
  'appoint.confirmed': 'Подтверждено: изменение вступило в силу.',
  'appoint.withdrawn': 'Предложение отклонено, ничего не изменилось.',
  'appoint.gone': 'Этого предложения уже нет: его подтвердили, отклонили или истёк срок.',
  'appoint.change': '{from} → {to}',
  'appoint.new': 'Новый сотрудник: {to}',
  'appoint.facts': 'Предлагает {name}, действует до {day}',
  'appoint.nobody': 'прежний администратор',
  'people.state.proposed': 'ждёт подтверждения',
  'people.refused.already-proposed': 'Другое предложение об этом человеке уже ждёт подтверждения.',
  'people.refused.nobody-to-confirm':
    'Подтвердить некому: нужен ещё один администратор, кроме вас и этого человека. Его назначают на сервере: npm run staff -- add <почта> --role administrator; там же меняют роль: npm run staff -- role <почта> --role <роль>.',
  'people.refused.own': 'Это ваше предложение: подтвердить его должен другой администратор.',
  'people.refused.concerned': 'Речь о вас: решает другой администратор.',
  'people.refused.lapsed': 'Срок предложения истёк. Предложите снова.',
  'people.refused.proposer-gone':
    'Тот, кто предлагал, больше не администратор. Отклоните предложение и сделайте новое.',
  'people.event.role_proposed': 'Предложена роль «{to}»',
  'people.event.role_proposal_withdrawn': 'Предложение роли «{to}» отклонено',
  'people.event.role_proposal_lapsed': 'Предложение роли не подтвердили в срок',
  'people.event.buildings_changed': 'Изменены доступные здания: {from} → {to}',
  'mail.role-proposed.subject': 'Роль ждёт вашего подтверждения',
  'mail.role-proposed.body':
    'Другой администратор Улицы стартапов предложил новую роль: {name}.\n\nБез вашего подтверждения ничего не изменится. Предложение действует семь дней.',
  'mail.role-proposed.action': 'Посмотреть предложение',
  'scope.title': 'Здания',
  'scope.some': 'Закреплены здания: {codes}.',
  'scope.all': 'Доступны все здания.',
  'scope.legend': 'Какие помещения человек ведёт',
  'scope.hint':
    'Ничего не отмечено\u00a0— доступны все. Аренда, просмотры и обращения тоже видны только по этим зданиям. Изменение действует сразу.',
  'scope.submit': 'Сохранить здания',
  'scope.saved': 'Сохранено: действует уже сейчас.',
} as const
