#pragma once

#include <QStringList>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// What the report cites.
enum class Source
{
    BatchNorm,        ///< Ioffe and Szegedy 2015
    Smoothness,       ///< Santurkar et al. 2018
    LargeSteps,       ///< Bjorck et al. 2018
    Evaluation,       ///< Wu and Johnson 2021
    EdgeOfStability,  ///< Cohen et al. 2021
    ResNet,           ///< He et al. 2016
    Mnist,            ///< LeCun et al. 1998
    Permutation,      ///< Fisher 1935: the test by randomization
    StudentT,         ///< Student 1908
    EffectSize,       ///< Cohen 1988
    McNemar,          ///< McNemar 1947
};

/// The language in which texts come, as in HTML's lang: "en", "zh-CN".
[[nodiscard]] QString documentLanguage();

/// Puts a document together block by block; counts its figures, tables and sources.
class DocumentBuilder
{
  public:
    explicit DocumentBuilder(std::vector<Figure> figures);

    void setTitle(const QString& title, const QString& subtitle);
    /// Under the title; empty where there is none.
    void setAuthor(const QString& author, const QString& course);

    void heading(int level, const QString& text);
    /// Markup as richText() reads it.
    void paragraph(const QString& markup, const QStringList& values = {});
    void paragraph(RichText text);
    void list(std::vector<RichText> items, bool isNumbered = false);
    void notice(const QString& title, std::vector<RichText> items);
    void formula(const QString& latex);
    void listing(const QString& text);
    /// Gives the table its number; one without rows is left out.
    void table(Table table);

    /// Places the figures of an experiment (by its number in the report; none: of all together) whose names start so,
    /// in their order. False where there are none.
    bool figures(std::string_view prefix, std::optional<std::size_t> experiment);

    /// "[2]": the number under which the source will be listed.
    [[nodiscard]] QString cite(Source source);
    void references();

    [[nodiscard]] ReportDocument take() { return std::move(m_document); }

  private:
    ReportDocument m_document;
    std::vector<Source> m_cited;
    std::vector<bool> m_isPlaced;  ///< by figure
    int m_figureCount = 0;
    int m_tableCount = 0;
    int m_headingCount = 0;
};

}  // namespace normscope::ui
