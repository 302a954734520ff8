#include "JsonEvents.h"

#include <normscope/base/Json.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/Overloaded.h>

namespace normscope
{

namespace
{

/// The shortest text of a float is not that of the double it would become.
Json shortFloat(float value)
{
    return finiteOrNull(parseDouble(shortest(value)).value_or(0));
}

Json members(const Started& started)
{
    return {{"event", "started"},
            {"epochs", started.epochs},
            {"iterations_per_epoch", started.iterationsPerEpoch},
            {"samples_per_epoch", started.samplesPerEpoch},
            {"parameters", started.parameters.total()}};
}

Json members(const Step& step)
{
    return {{"event", "step"},
            {"iteration", step.iteration},
            {"epoch", step.epoch},
            {"loss", shortFloat(step.loss)},
            {"batch_accuracy", step.batchAccuracy},
            {"lr", step.lr},
            {"train_seconds", step.trainSeconds}};
}

Json members(const Evaluation& evaluation)
{
    return {{"event", "evaluated"},
            {"iteration", evaluation.iteration},
            {"epoch", evaluation.epoch},
            {"test_loss", finiteOrNull(evaluation.testLoss)},
            {"test_accuracy", evaluation.testAccuracy},
            {"train_seconds", evaluation.trainSeconds}};
}

Json members(const EpochResult& epoch)
{
    return {{"event", "epoch_finished"},
            {"epoch", epoch.epoch},
            {"train_loss", finiteOrNull(epoch.trainLoss)},
            {"train_accuracy", epoch.trainAccuracy},
            {"test_loss", finiteOrNull(epoch.testLoss)},
            {"test_accuracy", finiteOrNull(epoch.testAccuracy)},
            {"validation_loss", finiteOrNull(epoch.validationLoss)},
            {"validation_accuracy", finiteOrNull(epoch.validationAccuracy)},
            {"train_seconds", epoch.trainSeconds},
            {"eval_seconds", epoch.evalSeconds}};
}

Json members(const Checkpoint& checkpoint)
{
    return {{"event", "checkpoint"}, {"iteration", checkpoint.iteration}};
}

Json members(const Finished& /*finished*/)
{
    return {{"event", "finished"}};
}

Json members(const Diverged& diverged)
{
    return {{"event", "diverged"},
            {"iteration", diverged.iteration},
            {"epoch", diverged.epoch},
            {"last_finite_loss", shortFloat(diverged.lastFiniteLoss)}};
}

Json members(const Cancelled& /*cancelled*/)
{
    return {{"event", "cancelled"}};
}

Json members(const Failed& failed)
{
    return {{"event", "failed"}, {"message", failed.message}};
}

std::string lineOf(Json json, const std::string& member)
{
    if (!member.empty()) {
        json["member"] = member;
    }
    return jsonText(json) + "\n";
}

}  // namespace

std::string jsonLine(const std::string& member, std::uint64_t seed, const TrainingEvent& event)
{
    Json json = std::visit([](const auto& what) { return members(what); }, event.what);
    json["seed"] = seed;
    json["bn"] = event.twin == Twin::Bn;
    return lineOf(std::move(json), member);
}

std::string jsonLine(const std::string& member, const std::string& folder, const ExperimentComparison& comparison)
{
    Json json{{"event", "experiment_finished"},
              {"seed", nullptr},
              {"bn", nullptr},
              {"folder", folder},
              {"comparison", toJson(std::vector{comparison})}};
    return lineOf(std::move(json), member);
}

}  // namespace normscope
