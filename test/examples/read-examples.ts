import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../lib/environment/project-root';

/** A function or class that a file exports, with the examples in its doc comment. */
export interface Exported {
  /** Path from the project's folder. */
  readonly file: string;
  readonly name: string;
  readonly examples: readonly string[];
  /** Public methods and getters of a class, that other code calls. */
  readonly methods: readonly string[];
}

/** What of a file can be called. */
export function exportsOf(file: string): Exported[] {
  const text = readFileSync(join(projectRoot(), file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!(ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) || !isExported(statement)) return [];
    const methods = ts.isClassDeclaration(statement) ? statement.members.filter(isPublicMethod) : [];
    return [
      {
        file,
        name: statement.name?.text ?? '',
        examples: [statement, ...methods].flatMap(examplesOf),
        methods: methods.map(({ name }) => name?.getText() ?? ''),
      },
    ];
  });
}

function isExported(statement: ts.HasModifiers): boolean {
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isPublicMethod(member: ts.ClassElement): boolean {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.OverrideKeyword];
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return (
    (ts.isMethodDeclaration(member) || ts.isGetAccessor(member)) && !modifiers.some(({ kind }) => hidden.includes(kind))
  );
}

/** The code between the fences of each `@example`. */
function examplesOf(node: ts.Node): string[] {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === 'example')
    .map(({ comment }) => /^```ts\n([\s\S]*)\n```$/.exec(ts.getTextOfJSDocComment(comment)?.trim() ?? '')?.[1] ?? '');
}
