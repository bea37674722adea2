package dev.lutra.delivery;

import dev.lutra.library.Library;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Names the active model in {@code /actuator/info}. */
@Component
@Profile("api")
final class ModelInfo implements InfoContributor {

    private final Library library;

    ModelInfo(Library library) {
        this.library = library;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> lutra = new LinkedHashMap<>();
        library.active().ifPresent(model -> {
            lutra.put("model", model.id());
            lutra.put("luts", library.holdings(model).size());
        });
        builder.withDetail("lutra", lutra);
    }
}
