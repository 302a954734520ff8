#include <algorithm>

#include "ui/models/ExperimentDocument.h"
#include "ui/models/SettingTexts.h"

/// The part of ExperimentDocument.h about presets and about cases that are given one by one.
namespace normscope::ui
{

QString ExperimentDocument::textOf(const State& state, const std::string& key)
{
    if (key == "model" && state.spec.network) {
        // It is of no family, although the settings still know which it was.
        return {};
    }
    const QString text = settingText(key, state.spec);
    const bool isShared = std::all_of(state.cases.begin(), state.cases.end(),
                                      [&](const ExperimentCase& one) { return settingText(key, one.spec) == text; });
    return isShared ? text : QString();
}

void ExperimentDocument::replace(const Preset& preset, const QString& what)
{
    push(stateOf(preset, m_state.spec.dataset), {}, what);
}

ExperimentDocument::State ExperimentDocument::stateOf(const Preset& preset, const std::string& dataset)
{
    State state{specOf(preset, dataset), {}};
    state.preset = preset.key;
    if (!preset.cases.empty()) {
        auto experiment = assignmentExperiment([&](ExperimentSpec& spec) -> Status {
            spec.dataset = dataset;
            return {};
        });
        state.cases = experiment ? std::move(experiment->cases) : std::vector<ExperimentCase>();
        state.spec = state.cases.empty() ? state.spec : state.cases.front().spec;
    }
    return state;
}

bool ExperimentDocument::isPresetChanged() const
{
    const Preset* chosen = preset();
    if (chosen == nullptr) {
        return false;
    }
    const State own = stateOf(*chosen, m_state.spec.dataset);
    const auto differs = [&](const Setting& one) {
        const auto isOther = [&](const ExperimentSpec& mine, const ExperimentSpec& its) {
            return one.text(mine) != one.text(its);
        };
        if (one.key == "dataset" || one.key == "test_dataset") {
            return false;
        }
        bool found = isOther(m_state.spec, own.spec);
        for (std::size_t i = 0; i < m_state.cases.size() && !found; ++i) {
            found = isOther(m_state.cases[i].spec, own.cases[i].spec);
        }
        return found;
    };
    return !m_state.unparsed.empty() || !m_state.lists.empty() || m_state.cases.size() != own.cases.size() ||
           std::any_of(settings().begin(), settings().end(), differs);
}

std::vector<const ExperimentSpec*> ExperimentDocument::specs() const
{
    std::vector<const ExperimentSpec*> specs;
    for (const ExperimentCase& one : m_state.cases) {
        specs.push_back(&one.spec);
    }
    return specs.empty() ? std::vector{&m_state.spec} : specs;
}

bool ExperimentDocument::has(ModelFamily family) const
{
    const auto all = specs();
    return std::any_of(all.begin(), all.end(), [=](const ExperimentSpec* one) { return one->isOf(family); });
}

bool ExperimentDocument::has(LrPolicy policy) const
{
    const auto all = specs();
    return std::any_of(all.begin(), all.end(),
                       [=](const ExperimentSpec* one) { return one->training.lrPolicy == policy; });
}

}  // namespace normscope::ui
