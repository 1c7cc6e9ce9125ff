import type { DocumentNode } from 'graphql';

/** Two hundred operations of usual length. Read, they take 50 MB at worst. */
const mostCharacters = 200_000;

/**
 * Operations that have been read and checked already, so that they need not be again; those that were asked for
 * longest ago are forgotten first. Apollo Server's own store does not weigh the text that a document keeps: an
 * operation of ten characters and fifty thousand of comment counted for ten, and enough of them filled the memory.
 */
export class DocumentStore {
  private readonly documents = new Map<string, DocumentNode>();
  private characters = 0;

  async get(key: string): Promise<DocumentNode | undefined> {
    const document = this.documents.get(key);
    if (document) {
      this.documents.delete(key);
      this.documents.set(key, document);
    }
    return document;
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    await this.delete(key);
    this.documents.set(key, document);
    this.characters += lengthOf(document);
    for (const oldest of this.documents.keys()) {
      if (this.characters <= mostCharacters) return;
      await this.delete(oldest);
    }
  }

  async delete(key: string): Promise<void> {
    const document = this.documents.get(key);
    if (document && this.documents.delete(key)) this.characters -= lengthOf(document);
  }
}

function lengthOf({ loc }: DocumentNode): number {
  return loc?.source.body.length ?? 0;
}
