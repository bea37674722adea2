package dev.lutra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z._]+)` \\| [^|]+ \\| (.+) \\|$");

    @Test
    void tableHasEachValueWithItsDefaultInTheOrderOfTheFile() throws Exception {
        var table = new LinkedHashMap<String, String>();
        ROW.matcher(Files.readString(Path.of("helm/lutra/README.md")))
                .results()
                .forEach(row -> table.put(row.group(1), row.group(2)));

        var values = new LinkedHashMap<String, String>();
        collect("", Chart.yaml(Path.of("helm/lutra/values.yaml")), values);

        assertThat(table).containsExactlyEntriesOf(values);
    }

    private static void collect(String path, Object value, Map<String, String> values) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, held) -> collect(path.isEmpty() ? key.toString() : path + "." + key, held, values));
        } else if (value instanceof Map || value instanceof Collection<?> list && list.isEmpty() || "".equals(value)) {
            values.put(path, "–");
        } else {
            values.put(path, value instanceof Collection ? "see the file" : "`" + value + "`");
        }
    }
}
