/** So many names and texts are ranked at most; beyond them a search is too wide for its end to matter. */
export const most = { names: 100, textReviews: 500, lookedInto: 1_000, filmReviews: 500, personReviews: 500 };
