package dev.lutra.format;

import dev.lutra.format.process.ChannelNode;
import dev.lutra.format.process.Exponent;
import dev.lutra.format.process.Logarithm;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the functions of a Common LUT Format file.
 *
 * <pre>
 * Log      = { LogParams }, style log10, log2, antiLog10, antiLog2, linToLog, logToLin, cameraLinToLog or cameraLogToLin
 * Exponent = ExponentParams { ExponentParams }, style basicFwd, basicRev, basicMirrorFwd, … monCurveMirrorRev
 * </pre>
 *
 * Parameters are attributes. Those without a channel hold for all channels. Where the parameters of a channel of an
 * Exponent are missing, it stays as it is.
 */
final class ClfFunctions {

    private static final List<String> CHANNELS = List.of("R", "G", "B");
    private static final List<String> LOG_PARAMETERS =
            List.of("base", "logSideSlope", "logSideOffset", "linSideSlope", "linSideOffset");

    private final XmlElements elements;
    private final ClfSyntax syntax;

    ClfFunctions(XmlElements elements, ClfSyntax syntax) {
        this.elements = elements;
        this.syntax = syntax;
    }

    ChannelNode log() throws IOException {
        String style = style();
        Map<String, Map<String, Double>> parameters = parameters("LogParams");
        return switch (style) {
            case "log10" -> plain(10, true, parameters);
            case "log2" -> plain(2, true, parameters);
            case "antilog10" -> plain(10, false, parameters);
            case "antilog2" -> plain(2, false, parameters);
            case "lintolog" -> node(parameters, each -> logarithm(each)::log).asLogarithm();
            case "logtolin" -> node(parameters, each -> logarithm(each)::linear);
            case "cameralintolog" -> node(parameters, each -> camera(each)::log).asLogarithm();
            case "cameralogtolin" -> node(parameters, each -> camera(each)::linear);
            default -> throw elements.invalid("style", "the style \"%s\" of a Log is not read".formatted(style));
        };
    }

    private ChannelNode plain(int base, boolean toLog, Map<String, Map<String, Double>> parameters) {
        if (!parameters.isEmpty()) {
            throw elements.invalid("parameter", "this style of a Log has no parameters");
        }
        Logarithm log = Logarithm.of(base);
        return toLog ? ChannelNode.of(log::log).asLogarithm() : ChannelNode.of(log::linear);
    }

    private Logarithm logarithm(Map<String, Double> parameters) {
        requireKnown(parameters, List.of());
        return basic(parameters);
    }

    private Logarithm basic(Map<String, Double> parameters) {
        double base = parameters.getOrDefault("base", 2.0);
        double logSideSlope = parameters.getOrDefault("logSideSlope", 1.0);
        double linSideSlope = parameters.getOrDefault("linSideSlope", 1.0);
        if (base <= 0 || base == 1 || logSideSlope == 0 || linSideSlope == 0) {
            throw elements.invalid("parameter", "the base of a Log is above 0 and not 1, and no slope is 0");
        }
        return new Logarithm(
                base,
                logSideSlope,
                parameters.getOrDefault("logSideOffset", 0.0),
                linSideSlope,
                parameters.getOrDefault("linSideOffset", 0.0));
    }

    private Logarithm.Camera camera(Map<String, Double> parameters) {
        requireKnown(parameters, List.of("linSideBreak", "linearSlope"));
        Double linSideBreak = parameters.get("linSideBreak");
        if (linSideBreak == null) {
            throw elements.invalid("parameter", "a camera style of a Log needs linSideBreak");
        }
        Logarithm logarithm = basic(parameters);
        Double slope = parameters.get("linearSlope");
        if (logarithm.linSideSlope() * linSideBreak + logarithm.linSideOffset() <= 0 || slope != null && slope == 0) {
            throw elements.invalid("parameter", "the logarithm has no value at the break, or its slope is 0");
        }
        return slope == null ? logarithm.below(linSideBreak) : logarithm.below(linSideBreak, slope);
    }

    private void requireKnown(Map<String, Double> parameters, List<String> more) {
        for (String name : parameters.keySet()) {
            if (!LOG_PARAMETERS.contains(name) && !more.contains(name)) {
                throw elements.invalid("parameter", "this style of a Log has no parameter %s".formatted(name));
            }
        }
    }

    /**
     * Reads an Exponent, or a Gamma.
     *
     * @param element the element of the parameters
     * @param name the attribute of the exponent
     */
    ChannelNode exponent(String element, String name) throws IOException {
        Exponent style = exponentStyle();
        Map<String, Map<String, Double>> parameters = parameters(element);
        if (parameters.isEmpty()) {
            throw elements.invalid("missing", "the node has no <%s>".formatted(element));
        }
        for (String channel : CHANNELS) {
            if (!parameters.containsKey("")) {
                parameters.computeIfAbsent(channel, missing -> Map.of());
            }
        }
        return node(parameters, each -> exponent(style, each, name));
    }

    private Exponent exponentStyle() {
        String style = style();
        for (Exponent exponent : Exponent.values()) {
            if (exponent.name().replace("_", "").toLowerCase(Locale.ROOT).equals(style)) {
                return exponent;
            }
        }
        throw elements.invalid("style", "the style \"%s\" of an Exponent is not read".formatted(style));
    }

    private DoubleUnaryOperator exponent(Exponent style, Map<String, Double> parameters, String name) {
        if (parameters.isEmpty()) {
            return DoubleUnaryOperator.identity();
        }
        for (String parameter : parameters.keySet()) {
            if (!parameter.equals(name) && !(style.hasOffset() && parameter.equals("offset"))) {
                throw elements.invalid("parameter", "this style has no parameter %s".formatted(parameter));
            }
        }
        Double exponent = parameters.get(name);
        Double offset = style.hasOffset() ? parameters.get("offset") : Double.valueOf(0);
        if (exponent == null || offset == null) {
            throw elements.invalid("parameter", "the parameters need %s".formatted(exponent == null ? name : "offset"));
        }
        if (exponent < (style.hasOffset() ? 1 : 0.01) || exponent > 100 || offset < 0 || offset > 0.9) {
            throw elements.invalid(
                    "parameter", "an exponent is 0.01…100, that of a monitor curve 1…100 with an offset of 0…0.9");
        }
        return style.of(exponent, offset);
    }

    private String style() {
        String style = elements.attribute("style");
        if (style == null) {
            throw elements.invalid("style", "the node states no style");
        }
        return style.toLowerCase(Locale.ROOT);
    }

    /** Makes the function of the parameters of a channel. */
    private interface Maker {

        DoubleUnaryOperator function(Map<String, Double> parameters);
    }

    private ChannelNode node(Map<String, Map<String, Double>> parameters, Maker maker) {
        Map<String, Double> all = parameters.isEmpty() ? Map.of() : parameters.get("");
        if (all != null) {
            return ChannelNode.of(maker.function(all));
        }
        return new ChannelNode(
                maker.function(ofChannel(parameters, "R")),
                maker.function(ofChannel(parameters, "G")),
                maker.function(ofChannel(parameters, "B")));
    }

    private Map<String, Double> ofChannel(Map<String, Map<String, Double>> parameters, String channel) {
        Map<String, Double> found = parameters.get(channel);
        if (found == null) {
            throw elements.invalid("parameter", "the channel %s has no parameters".formatted(channel));
        }
        return found;
    }

    /** Reads the parameters of each channel; those of all channels have an empty name. */
    private Map<String, Map<String, Double>> parameters(String element) throws IOException {
        Map<String, Map<String, Double>> byChannel = new TreeMap<>();
        while (elements.nextElement()) {
            if (elements.name().equals(element)) {
                readParameters(byChannel);
                elements.skip();
            } else {
                syntax.skipDescription();
            }
        }
        if (byChannel.containsKey("") && byChannel.size() > 1) {
            throw elements.invalid("parameter", "there are parameters of all channels, and of single ones");
        }
        return byChannel;
    }

    private void readParameters(Map<String, Map<String, Double>> byChannel) {
        Map<String, Double> parameters = new TreeMap<>();
        String channel = "";
        for (int i = 0; i < elements.attributes(); i++) {
            String name = elements.attributeName(i);
            String value = requireText(elements.attribute(name), name);
            if (name.equals("channel")) {
                channel = value;
            } else {
                parameters.put(name, syntax.number(value));
            }
        }
        if (!channel.isEmpty() && !CHANNELS.contains(channel) || byChannel.put(channel, parameters) != null) {
            throw elements.invalid("parameter", "the parameters of channel \"%s\" are there twice".formatted(channel));
        }
    }

    private String requireText(@Nullable String text, String attribute) {
        if (text == null) {
            throw elements.invalid("attribute", "%s is missing".formatted(attribute));
        }
        return text;
    }
}
