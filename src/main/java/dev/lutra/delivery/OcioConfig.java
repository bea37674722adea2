package dev.lutra.delivery;

import dev.lutra.problem.PlainText;

/**
 * A configuration of OpenColorIO, version 2, that lists looks: each once as a look, for programs that have a list of
 * looks, and once as a named transform, for those that apply a transform by its name.
 *
 * <p>The looks have one colour space, that of the values that a LUT file gets. A user who knows what that is adds it to
 * a configuration of their own and takes the looks over.
 */
final class OcioConfig {

    private static final String PATH = "config.ocio";
    private static final String SPACE = "Code values";

    private final String folder;
    private final FileName.Unique names = new FileName.Unique();
    private final StringBuilder looks = new StringBuilder();
    private final StringBuilder transforms = new StringBuilder();

    /** @param folder the path of the files, relative to the configuration */
    OcioConfig(String folder) {
        this.folder = folder;
        names.of(OcioConfig::name, SPACE);
    }

    /**
     * Adds a look.
     *
     * @param title the title; the configuration changes it where OpenColorIO gives a character a meaning
     * @param file the name of its file
     */
    void add(String title, String file, String description) {
        String transform = "!<FileTransform> {src: %s, interpolation: tetrahedral}".formatted(quoted(file));
        looks.append("""
                  - !<Look>
                    name: %s
                    process_space: %s
                    description: %s
                    transform: %s
                """.formatted(
                        quoted(names.of(OcioConfig::name, title)), quoted(SPACE), quoted(description), transform));
        transforms.append(
                """
                  - !<NamedTransform>
                    name: %s
                    description: %s
                    family: Looks
                    transform: %s
                """.formatted(quoted(names.of(OcioConfig::name, "LUT " + title)), quoted(description), transform));
    }

    ArchiveRequest.Text text() {
        return new ArchiveRequest.Text(
                PATH, """
                ocio_profile_version: 2
                description: "Looks of a Lutra library. They change the values that they get, in whatever colour space these are."
                search_path: %s
                strictparsing: true
                roles:
                  default: %s
                file_rules:
                  - !<Rule> {name: Default, colorspace: default}
                displays:
                  Looks:
                    - !<View> {name: Without, colorspace: %s}
                active_displays: []
                active_views: []
                looks:
                %scolorspaces:
                  - !<ColorSpace>
                    name: %s
                    bitdepth: 32f
                    description: "The values of an image as they are."
                    isdata: false
                    allocation: uniform
                named_transforms:
                %s""".formatted(quoted(folder), quoted(SPACE), quoted(SPACE), looks, quoted(SPACE), transforms));
    }

    /** Lists of looks have commas and colons between names, bars between alternatives and signs before names. */
    private static String name(String title) {
        return PlainText.cleaned(title).replaceAll("[,:|$%]", "_").replaceAll("^[+-]", "_");
    }

    /** A scalar of YAML 1.2 in double quotes (7.3.1). Plain text has no control characters. */
    private static String quoted(String text) {
        return '"' + PlainText.cleaned(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
