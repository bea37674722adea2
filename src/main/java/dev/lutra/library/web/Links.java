package dev.lutra.library.web;

/** Addresses that the library's answers point to. */
public final class Links {

    private Links() {}

    public static String job(String id) {
        return "/training-jobs/" + id;
    }

    static String model(String id) {
        return "/models/" + id;
    }
}
