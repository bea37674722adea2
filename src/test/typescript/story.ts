import {
    BlendsApi,
    Configuration,
    FilesApi,
    InversesApi,
    LibraryApi,
    ModelsApi,
    ProblemFromJSON,
    ResponseError,
    TrainingJobsApi,
    type Problem,
} from './client/index.js';

const LOOK = 'kodak-portra-160';

/** Does what the README tells with the service at an address; throws where it answers otherwise than it should. */
export async function story(basePath: string, key: string): Promise<void> {
    const configuration = new Configuration({ basePath, accessToken: key });
    await documented(basePath, key);
    await find(configuration);
    await fetchFiles(configuration);
    await blendAndInvert(configuration);
    await upload(configuration);
    await train(configuration);
    await fail(configuration);
}

async function documented(basePath: string, key: string): Promise<void> {
    const configuration = new Configuration({ basePath, accessToken: key });
    const library = new LibraryApi(configuration);
    const files = new FilesApi(configuration);

    const { items } = await library.listLuts({ q: 'portra' });
    const text: string = await files.getLutCube({ id: items[0].id, res: 33 });
    const hald: Blob = await files.getLutHald({ id: items[0].id, level: 8 });

    const file = new File([text], 'my-portra.cube');
    const answer = await library.uploadLuts({ file: [file], tags: ['mine'], encode: false });
    const id = 'accepted' in answer ? answer.accepted[0].id : answer.id;
    try {
        await files.getLutCube({ id, res: 1000 });
    } catch (error) {
        if (!(error instanceof ResponseError)) throw error;
        const problem = ProblemFromJSON(await error.response.json());
        console.log(problem.code, problem.errors);
    }

    check(hald.size > 1000, 'a Hald image');
    check(id === 'my-portra', 'an upload', id);
    await library.deleteLut({ id });
}

async function find(configuration: Configuration): Promise<void> {
    const library = new LibraryApi(configuration);
    const page = await library.listLuts({ q: 'kodak', tag: ['color'], size: 1 });
    check(page.total === 2 && page.items.length === 1, 'a page', page);
    const lut = await library.getLut({ id: 'log-to-hdr' });
    check(lut.fidelity?.deltaE76.mean === 0.5 && lut.fidelity.psnr == null, 'its fidelity', lut);
    check(lut.links['cube'] === '/luts/log-to-hdr.cube?model=film', 'its links', lut.links);
}

async function fetchFiles(configuration: Configuration): Promise<void> {
    const files = new FilesApi(configuration);
    const { raw } = await files.getLutCubeRaw({ id: LOOK, res: 5, strength: 0.5 });
    check((await raw.text()).includes('LUT_3D_SIZE 5'), 'a cube');
    const ifNoneMatch = raw.headers.get('ETag') ?? '';
    const again = await failure(files.getLutCube({ id: LOOK, res: 5, strength: 0.5, ifNoneMatch }));
    check(again.status === 304, 'nothing new', again.status);
    const hald = await files.getLutHald({ id: LOOK, res: 16, depth: 16 });
    check(await isPng(hald), 'a Hald image', hald.type);
}

async function blendAndInvert(configuration: Configuration): Promise<void> {
    const blends = new BlendsApi(configuration);
    const weights = { [LOOK]: 0.7, 'ilford-hp5': 0.3 };
    const posted = await blends.blendLuts({ blendRequest: { weights, res: 5 } });
    const got = await blends.getBlendCube({ mix: `${LOOK}:0.7,ilford-hp5:0.3`, res: 5 });
    check((await posted.text()) === got, 'a blend');
    check(await isPng(await blends.blendLuts({ blendRequest: { weights, format: 'png', level: 3 } })), 'an image');
    const inverses = new InversesApi(configuration);
    check((await inverses.getInverseCube({ id: LOOK, res: 3 })).includes('LUT_3D_SIZE 3'), 'an inverse');
    const inverse = await inverses.getInverse({ id: LOOK });
    check(inverse.coverage > 0 && inverse.roundTrip.deltaE76.mean >= 0, 'how good it is', inverse);
}

async function upload(configuration: Configuration): Promise<void> {
    const library = new LibraryApi(configuration);
    const answer = await library.uploadLuts({ file: [cube('dusk.cube', 0.8)], title: 'Dusk', license: 'CC0-1.0' });
    check('links' in answer && answer.model == null, 'a LUT', answer);
    const job = answer.links['job'].replace(/.*\//, '');
    const events = await new TrainingJobsApi(configuration).followTrainingJob({ id: job });
    check(events?.includes('"state":"SUCCEEDED"'), 'an encoding', events);
    check((await library.getLut({ id: 'dusk' })).model === 'film', 'its model');
    await library.deleteLutSource({ id: 'dusk' });

    const bad = new File(['LUT_3D_SIZE 2\n0 0\n'], 'bad.cube');
    const report = await library.uploadLuts({ file: [cube('dawn.cube', 1.2), bad], encode: false });
    check('accepted' in report, 'a report', report);
    check(report.accepted[0].id === 'dawn' && report.rejected[0].line === 2, 'what became of them', report);
    await library.deleteLut({ id: 'dusk' });
}

async function train(configuration: Configuration): Promise<void> {
    const jobs = new TrainingJobsApi(configuration);
    const { id } = await jobs.submitTrainingJob({
        trainingRequest: { name: 'Small house', luts: ['dawn'], preset: 'tiny', iterations: 10 },
    });
    await jobs.followTrainingJob({ id });
    const job = await jobs.getTrainingJob({ id });
    check(job.state === 'SUCCEEDED' && job.finishedAt instanceof Date && job.model, 'a training', job);
    const models = new ModelsApi(configuration);
    const file = await models.getModelFile({ id: job.model });
    check(file.size > (await models.getModel({ id: job.model })).parameters, 'a model file', file.size);
    check((await models.activateModel({ activation: { model: 'film' } })).active, 'the active model');
    await new LibraryApi(configuration).deleteLut({ id: 'dawn' });
}

async function fail(configuration: Configuration): Promise<void> {
    const missing = await problem(new LibraryApi(configuration).getLut({ id: 'nobody' }));
    check(missing.status === 404 && missing.code === 'lut-not-found', 'a problem', missing);
    const range = await problem(new FilesApi(configuration).getLutHald({ id: LOOK, level: 1 }));
    check(range.errors?.[0].field === 'level', 'what is at fault', range);
    const stranger = new LibraryApi(new Configuration({ basePath: configuration.basePath }));
    check((await problem(stranger.deleteLut({ id: LOOK }))).status === 401, 'a key is needed');
}

function cube(name: string, gamma: number): File {
    const rows = ['LUT_3D_SIZE 2'];
    for (let i = 0; i < 8; i++) {
        rows.push([i & 1, (i >> 1) & 1, i >> 2].map((value) => Math.pow((value + 0.1) / 1.1, gamma)).join(' '));
    }
    return new File([rows.join('\n') + '\n'], name);
}

async function isPng(image: Blob): Promise<boolean> {
    return new Uint8Array(await image.arrayBuffer())[0] === 0x89 && image.type === 'image/png';
}

async function problem(call: Promise<unknown>): Promise<Problem> {
    return ProblemFromJSON(await (await failure(call)).json());
}

async function failure(call: Promise<unknown>): Promise<Response> {
    try {
        await call;
    } catch (error) {
        if (error instanceof ResponseError) return error.response;
        throw error;
    }
    throw new Error('answered, and should not have');
}

function check(condition: unknown, what: string, found?: unknown): asserts condition {
    if (!condition) throw new Error(`not as it should be: ${what} ${JSON.stringify(found)}`);
}
