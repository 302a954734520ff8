#include "JsonEvents.h"

#include <normscope/base/Json.h>
#include <normscope/experiment/ProbeLog.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Series.h>

namespace normscope
{

namespace
{

Json members(const Started& started)
{
    return {{"event", "started"},
            {"epochs", started.epochs},
            {"iterations_per_epoch", started.iterationsPerEpoch},
            {"samples_per_epoch", started.samplesPerEpoch},
            {"parameters", started.parameters.total()}};
}

Json members(const ProbeRows& look)
{
    return toJson(look);
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
            {"last_finite_loss", floatOrNull(diverged.lastFiniteLoss)}};
}

Json members(const Cancelled& /*cancelled*/)
{
    return {{"event", "cancelled"}};
}

Json members(const Failed& failed)
{
    return {{"event", "failed"}, {"message", failed.message}};
}

/// Of events that measure something: those are rows.
template <class Other>
Json members(const Other& /*other*/)
{
    return Json::object();
}

}  // namespace

std::string jsonLine(const RunRecord& run, const TrainingEvent& event)
{
    const auto row = rowOf(event);
    Json json = row ? toJson(*row) : std::visit([](const auto& what) { return members(what); }, event.what);
    json["run"] = leafOf(caseFolder({}, run.caseName), run.seed, event.variant).generic_string();
    json["seed"] = run.seed;
    json["variant"] = event.variant;
    return jsonText(json) + "\n";
}

std::string jsonLine(const std::string& folder, const std::vector<ExperimentComparison>& comparisons)
{
    const Json json{{"event", "experiment_finished"},
                    {"run", nullptr},
                    {"seed", nullptr},
                    {"variant", nullptr},
                    {"folder", folder},
                    {"comparison", toJson(comparisons)}};
    return jsonText(json) + "\n";
}

}  // namespace normscope
