package dev.lutra.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.javapoet.ClassName;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the bean definitions of {@link PreparedStart}s, as a step of the build: lets Spring process the program ahead of
 * time, once for each place of the management endpoints, and compiles what it generates.
 */
public final class Preparation extends SpringApplicationAotProcessor {

    /** Spring asks only whether the database has an address. {@link ManagementPortType} compares the ports. */
    private static final List<String> OF_ANY_VALUE =
            List.of("LUTRA_DATA", "management.server.port", "server.port", "spring.datasource.url");

    /** Spring Boot asks for these before there is a context. */
    private static final List<String> ASKED_EARLIER =
            List.of("spring.main.sources", "spring.main.sources[0]", "spring.main.web-application-type");

    private final ManagementPortType port;
    private final TreeMap<String, @Nullable String> settings = new TreeMap<>();
    private final SortedSet<String> beans = new TreeSet<>();

    private Preparation(Class<?> program, Path folder, ManagementPortType port, String roles) {
        super(
                program,
                Settings.builder()
                        .sourceOutput(folder.resolve("sources"))
                        .resourceOutput(folder.resolve("resources"))
                        .classOutput(folder.resolve("classes"))
                        .groupId("dev.lutra")
                        .artifactId("lutra")
                        .build(),
                // What is not compared at a start must not come from the environment of the build.
                new String[] {
                    "--lutra.roles=" + roles,
                    "--server.port=8080",
                    "--management.server.port=" + (port == ManagementPortType.SAME ? 8080 : 8081)
                });
        this.port = port;
    }

    /**
     * Prepares a program.
     *
     * @param args the program's main class, the folder of its classes, and the folder that gets them together with the
     *     generated ones; its content is replaced
     */
    public static void main(String[] args) throws Exception {
        Class<?> program = Class.forName(args[0]);
        Path packaged = Path.of(args[2]);
        FileSystemUtils.deleteRecursively(packaged);
        FileSystemUtils.copyRecursively(Path.of(args[1]), packaged);
        System.setProperty(AOT_PROCESSING, "true");
        Path work = Files.createTempDirectory("lutra-preparation-");
        try {
            prepare(program, work.resolve("shared"), packaged, ManagementPortType.SAME);
            prepare(program, work.resolve("own"), packaged, ManagementPortType.DIFFERENT);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
        // Threads of the program may still run.
        System.exit(0);
    }

    private static void prepare(Class<?> program, Path folder, Path packaged, ManagementPortType port)
            throws IOException {
        var both = new Preparation(program, folder, port, "api,worker");
        both.process();
        var api = new Preparation(program, folder, port, "api");
        api.refresh();
        both.settings.putAll(api.settings);
        compile(folder.resolve("sources"), packaged);
        // Proxies are made once in a JVM.
        if (Files.exists(folder.resolve("classes"))) {
            FileSystemUtils.copyRecursively(folder.resolve("classes"), packaged);
        }
        new PreparedStart(port, both.settings, both.beansBeyond(api)).write(packaged);
    }

    /** Makes the definitions without generating classes. */
    private void refresh() {
        try (GenericApplicationContext context = prepareApplicationContext(getApplicationClass())) {
            context.refreshForAotProcessing(new RuntimeHints());
            remember(context);
        }
    }

    @Override
    protected GenericApplicationContext prepareApplicationContext(Class<?> program) {
        GenericApplicationContext context = super.prepareApplicationContext(program);
        context.getEnvironment().getPropertySources().addFirst(new AskedSettings());
        return context;
    }

    @Override
    protected ClassName performAotProcessing(GenericApplicationContext context) {
        ClassName initializer = super.performAotProcessing(context);
        remember(context);
        return initializer;
    }

    @Override
    protected ClassNameGenerator createClassNameGenerator() {
        return new ClassNameGenerator(ClassName.get(getApplicationClass()), PreparedStart.prefix(port));
    }

    private void remember(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Stream.concat(ASKED_EARLIER.stream(), AskedSettings.removeFrom(environment).stream())
                .filter(name -> !OF_ANY_VALUE.contains(name))
                .forEach(name -> remember(name, environment));
        beans.addAll(Arrays.asList(context.getBeanDefinitionNames()));
    }

    /** Remembers a setting. Of a list, only the first element is asked for, and all others count. */
    private void remember(String name, Environment environment) {
        String value = environment.getProperty(name);
        settings.put(name, value);
        for (int i = 1; name.endsWith("[0]") && value != null; i++) {
            String element = name.replaceFirst("0]$", i + "]");
            value = environment.getProperty(element);
            settings.put(element, value);
        }
    }

    private List<String> beansBeyond(Preparation api) {
        if (!beans.containsAll(api.beans)) {
            throw new IllegalStateException("A process without workers has beans of its own");
        }
        return beans.stream().filter(bean -> !api.beans.contains(bean)).toList();
    }

    private static void compile(Path sources, Path classes) throws IOException {
        var arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-parameters", "-d", classes.toString()));
        arguments.addAll(List.of("-classpath", classes + File.pathSeparator + System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        if (javac.run(System.out, System.err, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("The generated classes do not compile");
        }
    }
}
