import { readConfig } from '../../src/config';
import { type Service, startService } from '../../src/service';
import { createStore, sampleTemplate, type TestStore } from './store';

export interface TestService extends Service {
  store: TestStore;
}

/** The whole service in this process, on a free port and a store of the test's own; `settings` beside these. */
export async function startTestService({
  template = sampleTemplate,
  settings = {},
}: {
  template?: string;
  settings?: Record<string, string>;
} = {}): Promise<TestService> {
  const store = await createStore({ template });
  const service = await startService(
    readConfig({
      PORT: '0',
      DATABASE_URL: store.url,
      LOAD_SAMPLES: 'false',
      LOG_LEVEL: 'silent',
      ...settings,
    }),
  );
  const stop = async () => {
    await service.stop();
    await store.drop();
  };
  return { ...service, store, stop };
}
