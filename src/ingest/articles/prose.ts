import { fullName, isName, readNameList } from './name-lists';
import { formOf } from './text';

/** What the sentences of an article say of its film. They may say it of another one, so all of it is in doubt. */
export interface ProseFacts {
  directors: string[];
  actors: string[];
}

/** Of a long article the beginning tells whom it is about; also bounds the time. */
const mostCharacters = 20_000;
const list = String.raw`${fullName}(?:(?:,\s(?:and\s)?|\s(?:and|&)\s)${fullName}){0,12}`;
const directors = [
  String.raw`\b(?:[Dd]irected|helmed) by (?:\p{Ll}+ )?(${list})`,
  String.raw`\b(?:[Dd]irectors?|[Ff]ilmmakers?|auteur|[Ww]riter[-/ ](?:and )?director)s? (?!of\b)(${list})`,
  String.raw`\b[Aa] film (?:by|from) (${list})`,
  String.raw`\b[Dd]irector(?:[,/ -]+[\p{L}]+){0,3}:\s(${list})`,
  String.raw`(${fullName})(?:['’]s?) (?:[\p{Ll}\d-]+ ){0,3}(?:film|movie|picture|debut|feature|follow-up|thriller|drama|comedy|masterpiece|western|horror|adaptation|camera)\b`,
  String.raw`(${fullName}) (?:directs|directed|wrote and directed|writes and directs|films|stages|frames|adapts|shoots (?:it|the|in|on|everything)|cuts (?:on|between|from|away|it)|tells (?:it|the story|this))\b`,
  String.raw`(${fullName}), (?:who (?:has |also |last |once |previously )?(?:made|directed)|whose (?:last|first|previous|earlier|second) (?:film|feature|picture|movie))\b`,
];
const actors = [
  String.raw`\b(?:starring|[Ss]tars|featuring|performances? (?:by|from)|played by|portrayed by) (${list})`,
  String.raw`(?<=[\p{L}"”’,] )\((${fullName})(?:,\s[^()\d]{1,120})?\)`,
  String.raw`\b[Ww]ith (${list}) (?:as|in|\p{Ll}{3,}ing)\b`,
  String.raw`\b[Cc]ast (?:features|includes|list):? (${list})`,
  String.raw`(?<!\b(?:of|like|from|to|by|on|about|than|cites)\s)(${fullName}),? as (?:the|a|an|his|her|their|\p{Lu})`,
  String.raw`(${fullName}) (?:is (?:a|an|the|in every|on screen)|walks|runs|sits|stands|hits|mumbles|wears|smiles|whispers|drives|dances|sings|shines|excels|steals|has never been|has the face|reads|sets|brings|does|looks|lends|delivers|answers)\b`,
  String.raw`(${list}) (?:play|fight|share|trade|have)\b`,
  String.raw`(${fullName}) (?:stars|plays|is (?:superb|terrific|wonderful|excellent|brilliant|great|magnificent|astonishing|perfect) as|co-stars|as the|gives)\b`,
  String.raw`(${list}) (?:star|play|co-star) (?:as\b|the\b|two\b|in\b|a\b)`,
  String.raw`(${fullName},? and ${fullName}) (?:talk|circle)\b`,
  String.raw`(${fullName}), (?:in|who|as)\b[^.,]{0,60}\b(?:act|acts|acted|acting|actor|actress|role|performance|part|plays|played)\b`,
];
const compiled = (patterns: string[]) => patterns.map((pattern) => new RegExp(pattern, 'gu'));
const directorForms = compiled(directors);
const actorForms = compiled(actors);

/** Whom somebody plays has a name, too: "William Petersen plays Will Graham as a man who …" */
const characterForm = new RegExp(
  String.raw`\b(?:plays?|playing|played|portrays?|named|called|as|character,?) (?:\p{Ll}+ ){0,2}(${fullName})`,
  'gu',
);

/** "Ben Sanderson (Nicolas Cage)" */
const namedFirst = new RegExp(String.raw`(${fullName}) \(${fullName}\)`, 'gu');

/** "De Niro", "Van Sant": who is called so has a first name, which a sentence may leave out. */
const surname = /^(?:De|Del|Della|Di|Da|Du|Dos|La|Le|Van|Von|Ter|Mac|St\.) \S+$/;

/** Names in the order in which they first come up. */
export function readProse(text: string): ProseFacts {
  const part = text.slice(0, mostCharacters).replace(/^\(.*\)$/gm, ''); // who holds the rights in a picture
  const made = namesIn(part, directorForms).slice(0, 3);
  const characters = new Set(
    [characterForm, namedFirst].flatMap((form) => [...part.matchAll(form)].map((match) => match[1])),
  );
  const played = namesIn(part, actorForms).filter((name) => !characters.has(name));
  return { directors: made, actors: played.slice(0, 12) };
}

/** Whose a film is called: "Kelly Reichardt's 'Certain Women'"; he may have written the book, too. */
export function possessorOf(title: string, text: string): string | null {
  const part = text.slice(0, mostCharacters);
  const owned = new RegExp(String.raw`['’]s? ["“‘']?${formOf(title)}(?![\p{L}\p{N}])`, 'u').exec(part);
  if (!owned) return null;
  const before = part.slice(Math.max(0, owned.index - longestOwner), owned.index);
  const name = nameAtEnd.exec(before)?.[1]?.replace(/['’]s$/, '');
  return name && isName(name) ? name : null;
}

const longestOwner = 80;
const nameAtEnd = new RegExp(String.raw`(?:^|[^\p{L}\p{N}.'’-])(${fullName})$`, 'u');

function namesIn(text: string, forms: RegExp[]): string[] {
  const found = forms.flatMap((form) =>
    [...text.matchAll(form)].flatMap((match) =>
      (readNameList(match[1]!)?.names ?? []).map(({ name }) => ({
        name: name.replace(/['’]s$/, ''),
        at: match.index,
      })),
    ),
  );
  const names = found.sort((a, b) => a.at - b.at).map(({ name }) => name);
  return [...new Set(names)].filter((name) => isName(name) && !surname.test(name));
}
