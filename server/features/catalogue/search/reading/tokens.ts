import { isHan } from '#features/premises/text/tokens.ts'

/** A piece of a query: a word of letters, a run of Chinese, a number, a code of a premises, or a sign between them. */
export type Token = { is: 'word' | 'han' | 'number' | 'code' | 'sign'; text: string; glued: boolean }

const pieces = new RegExp(
  [
    String.raw`(?<code>(?<![\p{L}\p{N}])(?:[a-zа-я]{3}[-\s]?)?[a-zа-я]-?\d{4,7}(?![\p{L}\p{N}]))`,
    String.raw`(?<number>\d{1,3}(?:[ ,'’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)`,
    String.raw`(?<han>\p{Script=Han}+)`,
    String.raw`(?<word>(?:(?!\p{Script=Han})\p{L})(?:(?!\p{Script=Han})[\p{L}\p{N}])*)`,
    String.raw`(?<sign>[^\s])`,
  ].join('|'),
  'gu',
)

/**
 * Normalises a text: full width to half width, traditional to simplified characters, `㎡` to m2, `ё` to `е`, `café` to
 * `cafe`, `don’t` to dont.
 */
export const normaliseText = (text: string): string =>
  inSimplified(text)
    .replace(/㎡|(?<=[mMмМ])²/g, found => (found === '²' ? '2 ' : ' m2 '))
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[à-ɏ]/g, letter => letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(/(?<=\p{L})['’`](?=\p{L})/gu, '')

/** Returns the pieces of a normalised (`normaliseText`) text in order. `glued` is true when no space precedes it. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let end = -1
  for (const { 0: piece, index, groups } of text.matchAll(pieces)) {
    const is = (['code', 'number', 'han', 'word', 'sign'] as const).find(kind => groups?.[kind] !== undefined) ?? 'sign'
    tokens.push({ is, text: piece, glued: index === end })
    end = index + piece.length
  }
  return tokens
}

export const hasHan = (text: string): boolean => Array.from(text).some(isHan)

/** Characters of Hong Kong and Taiwan with their mainland forms, as far as our words use them. */
const pairs =
  '倉仓 庫库 廳厅 館馆 飯饭 麵面 辦办 務务 業业 貨货 園园 層层 樓楼 號号 場场 開开 關关 門门 車车 輪轮 電电 燈灯 機机 腦脑 網网 紅红 綠绿 藍蓝 黃黄 魚鱼 雞鸡 鴨鸭 豬猪 燒烧 鍋锅 湯汤 點点 糧粮 藥药 診诊 醫医 護护 養养 髮发 發发 廠厂 製制 裝装 維维 縫缝 鐘钟 錶表 鏡镜 書书 畫画 筆笔 紙纸 學学 習习 訓训 練练 課课 樂乐 遊游 戲戏 運运 動动 體体 質质 買买 賣卖 購购 銷销 產产 進进 區区 單单 獨独 臨临 櫥橱 無无 礙碍 寬宽 帶带 氣气 煙烟 滅灭 證证 註注 冊册 貿贸 邊边 個个 間间 積积 萬万 億亿 兩两 幾几 從从 過过 內内 應应 適适 請请 萊莱 蘇苏 羅罗 語语 國国 際际 倫伦 約约 廣广 範范 長长 錢钱 價价 費费 貴贵 優优 儲储 鮮鲜 凍冻 麥麦 穀谷 餅饼 饅馒 頭头 餃饺 鹹咸 鹽盐 醬酱 鄉乡 鎮镇 廟庙 橋桥 東东 側侧 當当 現现 時时 還还 沒没 對对 選选 擇择 設设 備备 齊齐 鋪铺 舖铺 攤摊 櫃柜 臺台 檯台 傢家 俱具 寵宠 貓猫 訂订 禮礼 禦御 傳传 統统 藝艺 術术 攝摄 鑄铸 鐵铁 鋼钢 銀银 飾饰 寶宝 擔担 結结 構构 調调 勞劳 總总 處处 據据 這这 裡里 裏里 為为 於于 與与 併并 並并'

const simplified = new Map(pairs.split(' ').map(([from = '', to = '']) => [from, to]))

/** Converts traditional to simplified characters: `倉庫` to 仓库. */
const inSimplified = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, character => simplified.get(character) ?? character)
