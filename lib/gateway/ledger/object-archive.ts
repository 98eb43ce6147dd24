import type { Objects } from '../ports/objects';
import type { Archive } from './archive-records';

/** The archive as objects of a bucket that locks whatever is put in. */
export class ObjectArchive implements Archive {
  constructor(private readonly objects: Objects) {}

  async store(key: string, text: string): Promise<boolean> {
    return (await this.objects.putNew(key, text)) || (await this.objects.get(key)) === text;
  }
}
