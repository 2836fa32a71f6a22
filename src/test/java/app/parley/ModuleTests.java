package app.parley;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;

class ModuleTests {

    private final ApplicationModules modules = ApplicationModules.of(ParleyApplication.class);

    @Test
    void everyModuleKeepsToTheDependenciesThatItDeclares() {
        modules.verify();
    }

    @Test
    void theMapOfModulesIsDrawn() {
        new Documenter(modules).writeModulesAsPlantUml(DiagramOptions.defaults());
    }
}
