#pragma once

#include <QString>
#include <QStringList>
#include <string>

#include <normscope/experiment/Verdicts.h>

/// What the window and the report say of questions and verdicts of core/experiment/Verdicts.h, in the language of now.
namespace normscope::ui
{

/// "Does the distribution drift?"
[[nodiscard]] QString questionText(Question question);

/// Two sentences: what one sees there, and what is expected by whom.
[[nodiscard]] QString questionExplained(Question question);

/// "As in the paper."
[[nodiscard]] QString verdictText(Verdict verdict);

/// The numbers that it rests on, or why too little can be said. The variants are those with BN and without.
[[nodiscard]] QString verdictReason(Question question, const Answer& answer, const std::string& with,
                                    const std::string& without);

/// "Distributions" for "distribution": what a box for the instrument is called.
[[nodiscard]] QString instrumentText(const std::string& instrument);

/// What it measures and when, in one sentence.
[[nodiscard]] QString instrumentExplained(const std::string& instrument);

/// Four significant digits, with a decimal point in every language; "∞" where it is.
[[nodiscard]] QString figureText(double value);

}  // namespace normscope::ui
