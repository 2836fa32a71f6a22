package app.parley;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import app.parley.web.ClientAddress;
import app.parley.web.RateLimit;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.persistence.Entity;
import java.net.Inet6Address;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.RestController;

/** One rule for each need that a compiler does not see. */
@AnalyzeClasses(packages = "app.parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule nothingIsCalledByAWordThatSaysNothing = noClasses()
            .should()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Dto");

    @ArchTest
    static final ArchRule whatAClassNeedsComesThroughItsConstructor =
            noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule whatAClassKeepsDoesNotChange = fields().that()
            .areNotStatic()
            .and()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Controller.class)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule controllersAndSocketsBelongToTheirModule = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate();

    /** Spring would send to a queue of each socket, where nobody listens; {@code realtime.Broadcaster} knows the right one. */
    @ArchTest
    static final ArchRule aPersonIsToldByTheBroadcaster = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SendToUser.class)
            .orShould()
            .callMethodWhere(target(nameMatching("convertAndSendToUser")));

    /** Whatever a constructor begins, begins before the application is whole, and nobody ends it. */
    @ArchTest
    static final ArchRule workBeginsAndEndsWithTheApplication = classes()
            .should(new ArchCondition<>("begin no work in a constructor") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getConstructors().stream()
                            .flatMap(constructor -> reachedFrom(constructor).stream())
                            .filter(ArchitectureTests::beginsWork)
                            .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
                }
            });

    /** What waits for the database there would keep the sockets from their heartbeats. */
    @ArchTest
    static final ArchRule whatTheSocketsNeedNeverWaitsForTheDatabase = classes()
            .should(new ArchCondition<>("ask no database on the threads of the sockets, and use no other's threads") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getMethods().stream()
                            .filter(method -> method.isAnnotatedWith(Scheduled.class))
                            .filter(method -> !method.getAnnotationOfType(Scheduled.class)
                                    .scheduler()
                                    .isEmpty())
                            .filter(method -> !type.getPackageName().startsWith("app.parley.realtime")
                                    || reachedFrom(method).stream().anyMatch(ArchitectureTests::asksTheDatabase))
                            .forEach(method -> events.add(SimpleConditionEvent.violated(type, method.getFullName())));
                }
            });

    /** The computer's clock may be put back, and nobody shall wait an hour for that; {@code web.RateLimit} never asks it. */
    @ArchTest
    static final ArchRule limitsAreOnAClockThatNobodyCanSet = noClasses()
            .that()
            .areNotAssignableTo(RateLimit.class)
            .should()
            .callMethodWhere(target(owner(assignableTo(Bucket.class))).and(target(name("builder"))))
            .orShould()
            .accessField(TimeMeter.class, "SYSTEM_MILLISECONDS");

    /** Else some limit would count each of the 2^64 addresses of one line. */
    @ArchTest
    static final ArchRule whatCountsAsOneAddressIsDecidedOnce = noClasses()
            .that()
            .areNotAssignableTo(ClientAddress.class)
            .and()
            .resideOutsideOfPackages("app.parley.notification.push..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Inet6Address.class);

    @ArchTest
    static final ArchRule entitiesHaveNoSetters = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should(new ArchCondition<>("have no setter") {
                @Override
                public void check(JavaClass entity, ConditionEvents events) {
                    entity.getMethods().stream()
                            .filter(method -> method.getName().matches("set[A-Z].*"))
                            .forEach(method -> events.add(SimpleConditionEvent.violated(method, method.getFullName())));
                }
            });

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(new ArchCondition<>("live in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(type, type.getFullName()));
                    }
                }
            });

    /** Everything that is called until this returns, through our own code. */
    private static Set<JavaAccess<?>> reachedFrom(JavaCodeUnit start) {
        var reached = new HashSet<JavaAccess<?>>();
        var seen = new HashSet<JavaCodeUnit>();
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.remove();
            if (seen.add(unit)) {
                Stream.of(unit.getCallsFromSelf(), unit.getCodeUnitReferencesFromSelf())
                        .flatMap(Set::stream)
                        .filter(access -> !access.isDeclaredInLambda())
                        .forEach(access -> {
                            reached.add(access);
                            ownTarget(access).ifPresent(open::add);
                        });
            }
        }
        return reached;
    }

    private static Optional<JavaCodeUnit> ownTarget(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("app.parley")
                        && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                ? target.resolveMember().map(JavaCodeUnit.class::cast)
                : Optional.empty();
    }

    private static boolean beginsWork(JavaAccess<?> call) {
        JavaClass owner = call.getTargetOwner();
        return call.getName().matches("start|startVirtualThread|execute|submit|invokeA.*|schedule.*")
                && Stream.of(Thread.class, Thread.Builder.class, Executor.class, TaskScheduler.class, Timer.class)
                        .anyMatch(owner::isAssignableTo);
    }

    private static boolean asksTheDatabase(JavaAccess<?> call) {
        JavaClass owner = call.getTargetOwner();
        return owner.getPackageName().matches("java[x]?\\.sql|org\\.springframework\\.jdbc.*|jakarta\\.persistence.*")
                || Stream.of(Repository.class, SessionRepository.class, PlatformTransactionManager.class)
                        .anyMatch(owner::isAssignableTo);
    }
}
