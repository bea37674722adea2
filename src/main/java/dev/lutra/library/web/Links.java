package dev.lutra.library.web;

/** The addresses of resources that the library links to. */
public final class Links {

    private Links() {}

    public static String job(String id) {
        return "/training-jobs/" + id;
    }

    static String model(String id) {
        return "/models/" + id;
    }
}
