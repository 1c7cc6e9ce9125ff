import { RelatedReviews } from './related-reviews';

// A page may come by it twice, from two addresses.
if (!customElements.get('related-reviews')) customElements.define('related-reviews', RelatedReviews);
