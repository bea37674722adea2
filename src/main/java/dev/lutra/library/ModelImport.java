package dev.lutra.library;

import dev.lutra.network.EncodedLook;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.file.ModelFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports the models of a folder into the library. It recognises a file by its content and imports it once. */
@Component
class ModelImport {

    private static final Logger log = LoggerFactory.getLogger(ModelImport.class);
    private static final String PREFERRED = "film";

    private final ModelTable models;
    private final EncodingTable encodings;
    private final LutTable luts;
    private final LibraryVersion version;
    private final RefusedModels refused;
    private final TransactionTemplate transaction;
    private final ModelSettings settings;

    ModelImport(
            ModelTable models,
            EncodingTable encodings,
            LutTable luts,
            LibraryVersion version,
            RefusedModels refused,
            TransactionTemplate transaction,
            ModelSettings settings) {
        this.models = models;
        this.encodings = encodings;
        this.luts = luts;
        this.version = version;
        this.refused = refused;
        this.transaction = transaction;
        this.settings = settings;
    }

    /**
     * Imports the new files of the folder, and chooses the active model if there is none yet. A file that holds no
     * model, or that the database does not accept, is left out and reported.
     *
     * @throws IllegalArgumentException if the settings name a model that does not exist
     */
    void run() {
        new ModelFolder(settings.path()).files().forEach(this::importNew);
        if (!models.hasActive(ModelRole.DEFAULT) || !models.hasActive(ModelRole.BIJECTIVE)) {
            transaction.executeWithoutResult(status -> chooseActive());
        }
    }

    private void chooseActive() {
        for (ModelRole role : ModelRole.values()) {
            if (!models.hasActive(role)) {
                choose(role).ifPresent(model -> {
                    version.raise();
                    if (!models.hasActive(role)) {
                        models.activate(model, role);
                    }
                });
            }
        }
    }

    private void importNew(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            String sha256 = Fingerprints.ofFile(file);
            if (!models.hasFile(sha256)) {
                Model model = read(file);
                transaction.executeWithoutResult(status -> insert(file, sha256, model));
            }
        } catch (InvalidModelFile e) {
            refused.add(name, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            refused.add(
                    name, "the file cannot be read (%s)".formatted(e.getClass().getSimpleName()));
        } catch (DataIntegrityViolationException e) {
            refused.add(
                    name,
                    "the database does not accept it: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        } catch (OutOfMemoryError e) {
            refused.add(name, "there is not enough memory to load it; raise -Xmx");
        }
    }

    private static Model read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return ModelFile.read(in);
        }
    }

    private void insert(Path file, String sha256, Model read) {
        // Several nodes may start at the same time and find the same files.
        version.raise();
        if (models.hasFile(sha256)) {
            return;
        }
        Model model = rename(read);
        long key = models.insert(model, sha256);
        Set<String> slugs = luts.slugs();
        var held = new LinkedHashSet<Long>();
        for (int index = 0; index < model.luts().size(); index++) {
            ModelLut lut = model.luts().get(index);
            LutTable.Row row = luts.bySha256(lut.source().sha256()).orElseGet(() -> insert(lut, model.info(), slugs));
            if (row.size() != lut.source().size()) {
                // The one who reads such a file with its shaper and the one who sampled both need other embeddings.
                log.warn(
                        "LUT '{}' of model '{}' is left out: the library read its file as a lattice of another size",
                        lut.id(),
                        model.info().id());
            } else if (held.add(row.id())) {
                luts.promiseFirst(row, lut.accuracy());
                encodings.hold(
                        key,
                        row.id(),
                        index,
                        new EncodedLook(model.looks().get(index), lut.range(), lut.accuracy(), lut.fidelity()));
            } else {
                log.info(
                        "LUT '{}' is already in model '{}' under another id",
                        lut.id(),
                        model.info().id());
            }
        }
        log.info("Imported model '{}' with {} LUTs from {}", model.info().id(), held.size(), file);
    }

    private LutTable.Row insert(ModelLut lut, Model.Info info, Set<String> slugs) {
        boolean usable = !slugs.contains(lut.id()) && !Slug.isNumber(lut.id());
        String slug = usable ? lut.id() : Slug.unused(Slug.ofLut(lut.id()), slugs::contains);
        slugs.add(slug);
        String license = lut.license() != null ? lut.license() : info.license();
        String attribution = lut.attribution() != null ? lut.attribution() : info.attribution();
        return luts.insert(
                new NewLut(
                        lut.title(),
                        lut.tags(),
                        license,
                        attribution,
                        lut.source(),
                        lut.domain(),
                        lut.shaper(),
                        null,
                        lut.accuracy(),
                        List.of()),
                slug);
    }

    private Model rename(Model model) {
        Model.Info info = model.info();
        String unused = Slug.unused(info.id(), models.slugs()::contains);
        if (unused.equals(info.id())) {
            return model;
        }
        log.warn("There is already a model '{}'; the new one gets the id '{}'", info.id(), unused);
        return new Model(info.withId(unused), model.network(), model.luts(), model.looks());
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
