#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <string>

#include "ui/models/ExperimentDocument.h"
#include "ui/models/ExperimentStore.h"

/// What is going to be trained, said before it is.
namespace normscope::ui
{

/// What a network's speed depends on.
struct NetworkLoad
{
    std::string model;  ///< see modelWord()
    std::int64_t batchSize = 0;
    int threads = 1;
    std::int64_t parameters = 0;
};

/// How fast networks train on this machine: measured on those that it has trained, kept from session to session.
class MeasuredSpeed
{
  public:
    MeasuredSpeed();

    /// Takes in the runs that are done of an experiment that was trained here and has ended, and keeps their speed.
    void add(const ShownExperiment& experiment);

    /// Samples a second of one network, evaluations included: as measured on one of that size, or else on the one of
    /// its family whose size is nearest, scaled by the number of parameters. None where none of its family has been
    /// trained with such batches.
    [[nodiscard]] std::optional<double> samplesPerSecond(const NetworkLoad& load) const;

    /// Where it is kept in QSettings.
    static constexpr const char* kKey = "measuredSpeed";

  private:
    QJsonObject m_speeds;  ///< "mlp/100/1": {"235914": 51000}
};

/// What a press of the button would train.
struct TrainingForecast
{
    std::int64_t runs = 0;
    std::size_t variants = 0;  ///< of each seed; 0 where cases differ in it
    std::size_t seeds = 0;     ///< of each case; likewise
    std::size_t cases = 1;
    QStringList names;              ///< what tells several cases apart, of the first ones
    std::optional<double> seconds;  ///< none where something of it has never been measured
};

[[nodiscard]] TrainingForecast forecastOf(const ExperimentDocument& document, ExperimentKind kind,
                                          const MeasuredSpeed& speed);

/// "2 × 6 seeds × 3 cases"; "twin" and "one" where there is nothing to multiply.
[[nodiscard]] QString amountText(const TrainingForecast& forecast);

/// The amount with the time that it takes where that is known, and the cases by name, the first ten of many.
[[nodiscard]] QString forecastText(const TrainingForecast& forecast);

}  // namespace normscope::ui
