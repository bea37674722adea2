package dev.lutra.library;

import dev.lutra.network.InvalidModelFile;
import dev.lutra.network.Model;
import dev.lutra.network.ModelFile;
import dev.lutra.network.ModelLut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings the models of a folder into the library: each once, recognised by its content. */
@Component
class ModelImport {

    private static final Logger log = LoggerFactory.getLogger(ModelImport.class);
    private static final String PREFERRED = "film";

    private final ModelTable models;
    private final LutTable luts;
    private final LibraryVersion version;
    private final ModelSettings settings;

    ModelImport(ModelTable models, LutTable luts, LibraryVersion version, ModelSettings settings) {
        this.models = models;
        this.luts = luts;
        this.version = version;
        this.settings = settings;
    }

    /**
     * Imports what is new in the folder, and chooses the active model if there is none yet.
     *
     * @throws InvalidModelFile if a file holds no model: whoever put it there expects it to be served, so the service
     *     had better not start than start without it
     * @throws IllegalArgumentException if the settings name a model that is not there
     */
    @Transactional
    public void run() {
        List<ModelFolder.File> files = new ModelFolder(settings.path()).read();
        boolean nothingNew = models.hasActive(ModelRole.DEFAULT)
                && files.stream().allMatch(file -> models.hasFile(Fingerprints.ofFile(file.content())));
        if (nothingNew) {
            return;
        }
        version.raise();
        files.forEach(this::importNew);
        for (ModelRole role : ModelRole.values()) {
            if (!models.hasActive(role)) {
                choose(role).ifPresent(model -> models.activate(model, role));
            }
        }
    }

    private void importNew(ModelFolder.File file) {
        String sha256 = Fingerprints.ofFile(file.content());
        if (models.hasFile(sha256)) {
            return;
        }
        Model model = rename(parse(file));
        long key = models.insert(model, sha256);
        Set<String> slugs = luts.slugs();
        for (int index = 0; index < model.luts().size(); index++) {
            ModelLut lut = model.luts().get(index);
            LutTable.Row row = luts.bySha256(lut.source().sha256()).orElseGet(() -> insert(lut, model.info(), slugs));
            models.hold(key, row.id(), index, model.embeddings().get(index), lut.range(), lut.fidelity());
        }
        log.info(
                "Imported model '{}' with {} LUTs from {}",
                model.info().id(),
                model.luts().size(),
                file.path());
    }

    private LutTable.Row insert(ModelLut lut, Model.Info info, Set<String> slugs) {
        boolean usable = !slugs.contains(lut.id()) && !Slug.isNumber(lut.id());
        String slug = usable ? lut.id() : Slug.unused(Slug.ofLut(lut.id()), slugs::contains);
        slugs.add(slug);
        String license = lut.license() != null ? lut.license() : info.license();
        String attribution = lut.attribution() != null ? lut.attribution() : info.attribution();
        return luts.insert(new NewLut(lut.title(), lut.tags(), license, attribution, lut.source(), lut.domain(), List.of()), slug);
    }

    private Model rename(Model model) {
        Model.Info info = model.info();
        String unused = Slug.unused(info.id(), models.slugs()::contains);
        if (unused.equals(info.id())) {
            return model;
        }
        log.warn("There is a model '{}' already: the new one is called '{}'", info.id(), unused);
        return new Model(info.withId(unused), model.network(), model.luts(), model.embeddings());
    }

    private static Model parse(ModelFolder.File file) {
        try {
            return ModelFile.read(new ByteArrayInputStream(file.content()));
        } catch (InvalidModelFile | IOException e) {
            throw new InvalidModelFile("%s is no model: %s".formatted(file.path(), e.getMessage()));
        }
    }

    private Optional<Long> choose(ModelRole role) {
        Map<String, Long> candidates = models.byRole(role);
        String wanted = role == ModelRole.DEFAULT ? settings.active() : null;
        if (wanted != null && !candidates.containsKey(wanted)) {
            throw new IllegalArgumentException(
                    "lutra.models.active is '%s', but the models are %s".formatted(wanted, candidates.keySet()));
        }
        String first = candidates.keySet().stream().findFirst().orElse("");
        String chosen = wanted != null ? wanted : candidates.containsKey(PREFERRED) ? PREFERRED : first;
        return Optional.ofNullable(candidates.get(chosen));
    }
}
