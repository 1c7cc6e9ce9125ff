/** Only what is PUBLISHED is ever shown, counted or ranked. */
export enum ReviewStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  RETRACTED = 'RETRACTED',
}
