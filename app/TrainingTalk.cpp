#include "TrainingTalk.h"

#include <fmt/format.h>

#include <normscope/export/RepeatCommand.h>

#include "Console.h"
#include "ExitCode.h"
#include "JsonEvents.h"
#include "LossPlot.h"
#include "ModelTable.h"

namespace normscope
{

TrainingTalk::TrainingTalk(const TalkOptions& options, const ExperimentSpec& spec)
    : m_options(options)
    , m_progress(spec)
{
}

void TrainingTalk::showModel(const PreparedExperiment& experiment) const
{
    if (talks()) {
        if (!m_options.member.empty()) {
            print(fmt::format("\n== {}\n", m_options.member));
        }
        print(modelTable(experiment.spec, experiment.data.shape()));
    }
}

ExperimentSink TrainingTalk::sink()
{
    return [this](const RunRecord& run, const TrainingEvent& event) {
        if (m_options.json) {
            print(jsonLine(m_options.member, run.seed, event));
        } else if (talks()) {
            m_progress.show(run.seed, event);
        }
    };
}

int TrainingTalk::end(const Result<ExperimentOutcome>& outcome, const std::filesystem::path& folder)
{
    m_progress.finish();
    if (!outcome) {
        return giveUp(outcome.error());
    }
    if (m_options.json) {
        print(jsonLine(m_options.member, folder.string(), outcome->comparison));
    } else if (talks()) {
        print(toText(outcome->comparison));
        print(lossPlot(outcome->runs));
        print(fmt::format("\nResults: {}\n", folder.string()));
    }
    if (outcome->isCancelled) {
        // A member's study goes on as a whole.
        const auto begun = m_options.member.empty() ? folder : folder.parent_path();
        printError(fmt::format("stopped before the end; normscope resume {} goes on", shellWord(begun.string())));
    }
    for (const Error& error : outcome->errors) {
        printError(error.message);
    }
    if (outcome->isCancelled && outcome->isSaved) {
        return kInterrupted;
    }
    if (!outcome->errors.empty()) {
        return kFailed;
    }
    return outcome->isDiverged ? kDiverged : kDone;
}

}  // namespace normscope
