import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Config } from '../../config';
import { limitExceeded } from '../../errors';
import type { LimitThatIsHit, Metrics } from '../../http/metrics';
import type { RequestContext } from '../context';
import { largestPage } from '../page-args';
import { actualCost, placesOf, requestedCost } from './cost';
import { documentRefusal } from './document-limits';
import { Gate } from './gate';
import { mostFields, OperationPlan, type PlanOptions, TooManyFields } from './plan';
import { type Shape, shapeOf } from './shape';
import { checkVariables } from './variables';
import { Weights } from './weight';

/** What stands in `extensions.cost` of an answer, named as Shopify names it; in points. */
interface CostReport {
  /** By what was asked for. */
  requestedQueryCost: number;
  /** By what was answered; not there where nothing was run. */
  actualQueryCost?: number;
  maximumQueryCost: number;
}

/**
 * How much of a document may be read to say where errors at run time come from, in characters: each error reads
 * it anew for each place of its field. Beyond that they carry their path only.
 */
const mostReadForLocations = 20_000_000;

/** It stands in the answer once for each entry of a list: a long one makes a hundred megabytes of a cheap question. */
const longestAlias = 100;

/** Refuses operations that are too large or may cost too much, before they run, and tells what the others cost. */
export function limitOperations(
  schema: GraphQLSchema,
  config: Config,
  metrics: Metrics,
): ApolloServerPlugin<RequestContext> {
  const weights = new Weights(schema);
  const gate = new Gate(config, () => metrics.countLimit('MAX_COST_AT_ONCE'));
  const shapes = new WeakMap<DocumentNode, Shape>();
  const exceeded = (limit: LimitThatIsHit, message: string) => {
    metrics.countLimit(limit);
    return limitExceeded(`${limit}: ${message}`);
  };
  const check = (limit: LimitThatIsHit, asked: number, most: number, what: string) => {
    const [a, m] = [asked, most].map((number) => number.toLocaleString('en'));
    if (asked > most) throw exceeded(limit, `the operation has ${a} ${what}, and at most ${m} are allowed.`);
  };

  function checkShape(document: DocumentNode): void {
    const shape = shapes.get(document) ?? shapeOf(document);
    shapes.set(document, shape);
    check('MAX_ALIASES', shape.aliases, config.maxAliases, 'aliases');
    check('MAX_ALIASES', shape.longestAlias, longestAlias, 'characters in an alias');
    check('MAX_DIRECTIVES', shape.directives, config.maxDirectives, 'directives');
    check('MAX_DEPTH', shape.depth, config.maxDepth, 'fields within one another');
  }

  /**
   * The variables that a page size or a directive can be. Others may be large, and are coerced when they are needed.
   * @returns undefined where one of them does not fit its type.
   */
  function readVariables(
    { variableDefinitions = [] }: OperationDefinitionNode,
    given: Record<string, unknown>,
  ): Record<string, unknown> | undefined {
    const telling = variableDefinitions.filter(({ type }) => weights.areToldBy(type));
    return getVariableValues(schema, telling, given).coerced;
  }

  function planOperation(options: Omit<PlanOptions, 'weights'>) {
    try {
      return new OperationPlan({ ...options, weights });
    } catch (error) {
      if (!(error instanceof TooManyFields)) throw error;
      throw exceeded(
        'MAX_COST',
        `the operation has more than ${mostFields.toLocaleString('en')} fields once its fragments are followed.`,
      );
    }
  }

  return {
    unexpectedErrorProcessingRequest: async ({ requestContext }) => gate.leave(requestContext),
    requestDidStart: async () => {
      let plan: OperationPlan | undefined;
      let cost: CostReport | undefined;
      let spent = 0;
      let isLetIn = false;
      return {
        didEncounterErrors: async ({ errors }) => {
          if (errors.some(({ message }) => documentRefusal(message, config.maxTokens)))
            metrics.countLimit('MAX_TOKENS');
        },
        didResolveOperation: async (requestContext) => {
          const { document, operation, request, contextValue, source } = requestContext;
          checkShape(document);
          if (operation) checkVariables(schema, operation, request.variables ?? {});
          const rootType = operation && schema.getRootType(operation.operation);
          const variables = operation && readVariables(operation, request.variables ?? {});
          if (!rootType || !variables) return; // execution says what is wrong with them
          plan = planOperation({ document, operation, rootType, variables });
          const requested = requestedCost(plan.root);
          cost = { requestedQueryCost: requested, maximumQueryCost: config.maxCost };
          if (config.maxPageSize < largestPage)
            check('MAX_PAGE_SIZE', plan.largestPage, config.maxPageSize, 'entries on a page');
          else if (plan.largestPage > largestPage) metrics.countLimit('MAX_PAGE_SIZE'); // the list refuses it
          check('MAX_COST', requested, config.maxCost, 'points of cost');
          contextValue.budget.spend(Math.max(1, requested));
          spent = Math.max(1, requested);
          if (placesOf(plan.root) * source.length > mostReadForLocations) forgetLocations(document);
          await gate.enter(requestContext, requested, contextValue.signal);
          isLetIn = true;
        },
        willSendResponse: async (requestContext) => {
          gate.leave(requestContext);
          const {
            response: { body },
            contextValue,
          } = requestContext;
          if (!plan || !cost || body.kind !== 'single') return;
          const { singleResult } = body;
          if (spent > 0) {
            const actual = actualCost(plan.root, singleResult.data);
            contextValue.budget.giveBack(Math.max(0, spent - Math.max(1, actual)));
            cost = {
              requestedQueryCost: cost.requestedQueryCost,
              ...(isLetIn && { actualQueryCost: actual }),
              maximumQueryCost: config.maxCost,
            };
          }
          body.singleResult = { ...singleResult, extensions: { ...singleResult.extensions, cost } };
        },
      };
    },
  };
}

function forgetLocations(document: DocumentNode): void {
  visit(document, {
    enter: (node) => {
      delete (node as { loc?: unknown }).loc;
    },
  });
}
