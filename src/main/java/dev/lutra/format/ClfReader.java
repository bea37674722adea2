package dev.lutra.format;

import dev.lutra.format.process.Baking;
import dev.lutra.format.process.NodeChain.Step;
import dev.lutra.format.process.ProcessNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Common LUT Format and Autodesk's CTF.
 *
 * <p>The grammar is that of the Common LUT Format 3.0 (S-2014-006 of the Academy of Motion Picture Arts and Sciences,
 * 2020), of SMPTE ST 2136-1:2024, which adds the element {@code Id}, and of version 2, which has index maps and three
 * numbers for the size of a matrix. CTF is the older sibling: it says {@code version} for {@code compCLFversion}, has
 * {@code bypass}, and further nodes, of which {@code Gamma} and {@code InverseLUT1D} are read.
 *
 * <pre>
 * ProcessList   = { Id | Description | InputDescriptor | OutputDescriptor | Info } node { node }
 * node          = LUT1D | LUT3D | Matrix | Range | Log | Exponent | ASC_CDL
 * </pre>
 *
 * Each node states the bit depths of its inputs and outputs. Numbers of integer depths are divided by their largest
 * code, so that all nodes work on 0…1. {@link ClfNodes} and {@link ClfTables} give the grammar of the nodes, and {@link
 * Baking} says how their chain becomes curves and a lattice.
 */
final class ClfReader {

    /** More nodes than any sensible file has. They are evaluated at each point of a lattice. */
    private static final int MAX_NODES = 32;

    private static final Pattern VERSION =
            Pattern.compile("[123](?:\\.\\d{1,4}){0,5}|ST2136-1:20\\d\\d", Pattern.CASE_INSENSITIVE);
    private static final String SMPTE = "http://www.smpte-ra.org/ns/2136-1/";
    private static final String NEWEST_SMPTE = "2024";

    private final XmlElements elements;
    private final FormatLimits limits;
    private final Warnings warnings = new Warnings();
    private final List<Step> steps = new ArrayList<>();
    private int nodes;
    private @Nullable String previousDepth;

    ClfReader(InputStream in, FormatLimits limits) throws IOException {
        this.limits = limits;
        elements = new XmlElements(in, limits.bytes(), "clf");
    }

    LutFile read() throws IOException {
        if (!elements.root().equals("ProcessList")) {
            throw elements.invalid(
                    "root", "the outermost element is <%s>, not <ProcessList>".formatted(elements.name()));
        }
        checkVersion();
        String title = elements.attribute("name");
        var nodeReader = new ClfNodes(elements, limits);
        while (elements.nextElement()) {
            switch (elements.name()) {
                case "Id", "Description", "InputDescriptor", "OutputDescriptor", "Info" -> elements.skip();
                default -> readNode(nodeReader);
            }
        }
        elements.finish();
        if (steps.isEmpty()) {
            throw elements.invalid("empty", "the file has no process nodes, or bypasses them all");
        }
        return new ChainFile("clf", limits, warnings)
                .of(steps, title == null || title.isBlank() ? null : title.strip());
    }

    private void checkVersion() {
        String version = elements.attribute("compCLFversion");
        if (version != null && !VERSION.matcher(version.strip()).matches()) {
            throw elements.invalid("version", "the version \"%s\" of the format is not known".formatted(version));
        }
        String namespace = elements.namespace();
        if (namespace.startsWith(SMPTE) && namespace.substring(SMPTE.length()).compareTo(NEWEST_SMPTE) > 0) {
            throw elements.invalid("version", "the version of the format, %s, is not known".formatted(namespace));
        }
        String id = elements.attribute("id");
        if (id != null && id.isBlank()) {
            throw elements.invalid("id", "the id is empty");
        }
    }

    private void readNode(ClfNodes nodeReader) throws IOException {
        String name = elements.name();
        if (!ClfNodes.knows(name)) {
            throw elements.invalid("node", "a node <%s> is not supported".formatted(name));
        }
        if (++nodes > MAX_NODES) {
            throw elements.invalid("node-count", "more than %d process nodes".formatted(MAX_NODES));
        }
        String in = elements.attribute("inBitDepth");
        if (previousDepth != null && in != null && !in.equals(previousDepth)) {
            throw elements.invalid(
                    "bit-depth", "the node takes %s, but the node before it gives %s".formatted(in, previousDepth));
        }
        previousDepth = elements.attribute("outBitDepth");
        boolean bypassed = "true".equals(elements.attribute("bypass"));
        List<ProcessNode> read = nodeReader.read(name);
        if (bypassed) {
            warnings.add("bypass " + name, "a node %s with bypass=\"true\" was passed over".formatted(name));
        } else {
            read.forEach(node -> steps.add(new Step(name, node)));
        }
    }
}
