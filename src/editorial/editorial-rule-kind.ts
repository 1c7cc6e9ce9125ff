export enum EditorialRuleKind {
  PIN = 'PIN',
  HIDE = 'HIDE',
}
