#pragma once

#include <memory>

namespace normscope::ui
{

enum class ReportLanguage
{
    English,
    Chinese,  ///< simplified
};

/// While it lives, texts come in that language, whatever the window's is; the window does not notice. On the thread of
/// the QCoreApplication, one at a time.
class ReportLanguageScope
{
  public:
    explicit ReportLanguageScope(ReportLanguage language);
    ~ReportLanguageScope();
    ReportLanguageScope(const ReportLanguageScope&) = delete;
    ReportLanguageScope& operator=(const ReportLanguageScope&) = delete;
    ReportLanguageScope(ReportLanguageScope&&) = delete;
    ReportLanguageScope& operator=(ReportLanguageScope&&) = delete;

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace normscope::ui
