package dev.mote.gateway.user;

import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;

/** Where a user's code is, and its settings. */
record UserCode(Section section, String jar, String className, Map<String, String> settings) {
    static UserCode from(Section section) {
        Section own = section.section("settings");
        Map<String, String> settings = new HashMap<>();
        for (YamlNode key : own.keys()) {
            settings.put(key.text(), own.string(key.text(), ""));
        }
        return new UserCode(section, section.string("jar", null), section.string("class", null),
                settings);
    }

    /** Makes an object of the class; null when that is not possible, which the problems say. */
    UserProcessor load() {
        if (jar == null || className == null) {
            return wrong("needs jar: and class:");
        }
        File file = new File(jar);
        if (!file.isFile()) {
            return wrong("jar: there is no file " + jar);
        }
        try {
            // Open as long as the process: classes are loaded when the code first needs them.
            URLClassLoader loader = new URLClassLoader(new URL[] {file.toURI().toURL()},
                    UserProcessor.class.getClassLoader());
            Object made = loader.loadClass(className).getConstructor().newInstance();
            if (!(made instanceof UserProcessor code)) {
                return wrong("class: " + className + " does not implement "
                        + UserProcessor.class.getName());
            }
            code.configure(settings);
            return code;
        } catch (ClassNotFoundException e) {
            return wrong("class: " + jar + " has no class " + className);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            return wrong("class: " + className
                    + " needs to be public, with a public constructor without parameters");
        } catch (InvocationTargetException e) {
            return wrong(className + " cannot be made: " + e.getCause());
        } catch (MalformedURLException e) {
            return wrong("jar: " + e.getMessage());
        } catch (Exception | LinkageError e) {
            return wrong(className + " refuses its settings: " + e);
        }
    }

    private UserProcessor wrong(String why) {
        section.problems().error(section.place(), why);
        return null;
    }
}
