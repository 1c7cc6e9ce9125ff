/**
 * @generated SignedSource<<7eb00da2f017d5988c0c51464f614137>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type relatedEntry_edge$data = {
  readonly node: {
    readonly headline: string;
    readonly slug: string;
  };
  readonly reasons: ReadonlyArray<{
    readonly label: string;
  }>;
  readonly " $fragmentType": "relatedEntry_edge";
};
export type relatedEntry_edge$key = {
  readonly " $data"?: relatedEntry_edge$data;
  readonly " $fragmentSpreads": FragmentRefs<"relatedEntry_edge">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "relatedEntry_edge",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Review",
      "kind": "LinkedField",
      "name": "node",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "slug",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "headline",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "RelationReason",
      "kind": "LinkedField",
      "name": "reasons",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "label",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "RelatedReviewEdge",
  "abstractKey": null
};

(node as any).hash = "d64b027e2abe97bb25b214f3008fa698";

export default node;
