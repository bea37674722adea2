package dev.lutra;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Lutra {

    public static void main(String[] args) {
        SpringApplication.run(Lutra.class, args);
    }
}
