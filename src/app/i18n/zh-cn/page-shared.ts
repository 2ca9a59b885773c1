/** Texts of the page that are spelt like others but mean something else. */
export const pageShared: { readonly [english: string]: string } = {
  'Share##of all': '占比',
  'Share##with others': '分享',
  'block##of a design': '组件',
  'Connections##of a design': '连线',
  'Step##the run': '单步',
  'Closed##breaker': '关闭',
  'closed##tier': '封闭',
  'Steps##of a sweep': '步数',
  'Limit##of an objective': '限值',
}
